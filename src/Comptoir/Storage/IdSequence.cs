using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Storage;

/// <summary>
/// Hands out the numbers of an office's rows. Numbers are taken from the database in blocks, so that an import does not ask
/// for each row; what is left of a block when a process ends is never used.
/// </summary>
public sealed class IdSequence(Database database)
{
    const int BlockSize = 1_000;
    readonly ConcurrentDictionary<long, Block> blocks = new();

    /// <summary>
    /// The first of <paramref name="count"/> numbers in a row that nobody else gets. Not to be called within a transaction:
    /// it may open one of its own.
    /// </summary>
    public async Task<long> NextAsync(long officeId, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var block = blocks.GetOrAdd(officeId, static _ => new Block());
        await block.Turn.WaitAsync(cancellationToken);
        try
        {
            if (block.End - block.Next < count)
            {
                var size = Math.Max(count, BlockSize);
                block.Next = await TakeAsync(officeId, size, cancellationToken);
                block.End = block.Next + size;
            }
            var first = block.Next;
            block.Next += count;
            return first;
        }
        finally
        {
            block.Turn.Release();
        }
    }

    /// <summary>One number.</summary>
    public Task<long> NextAsync(long officeId, CancellationToken cancellationToken) =>
        NextAsync(officeId, 1, cancellationToken);

    Task<long> TakeAsync(long officeId, int size, CancellationToken cancellationToken) =>
        database.WriteAsync(
            0,
            async (db, ct) =>
            {
                var after = await db
                    .Database.SqlQuery<long>(
                        $"""
                        insert into id_blocks(office_id, next) values ({officeId}, 1 + {size})
                        on conflict(office_id) do update set next = id_blocks.next + {size}
                        returning next as "Value"
                        """
                    )
                    .ToListAsync(ct);
                return after[0] - size;
            },
            cancellationToken
        );

    sealed class Block
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public long Next { get; set; }
        public long End { get; set; }
    }
}
