using Comptoir.Storage;

namespace Comptoir.Users;

/// <summary>Makes a key for a program.</summary>
public sealed class CreateApiKey(Database database, IdSequence ids, TimeProvider time)
{
    /// <summary>Makes the key and returns it: the only time it can be seen.</summary>
    /// <exception cref="RefusedException">The name is missing or too long.</exception>
    public async Task<string> RunAsync(
        long officeId,
        string name,
        Role role,
        CancellationToken cancellationToken
    )
    {
        name = (name ?? "").Trim();
        if (name.Length is 0 or > 100)
            throw new RefusedException(Refusals.KeyName);
        var key = ApiKeyText.New();
        var row = new ApiKey
        {
            OfficeId = officeId,
            Id = await ids.NextAsync(officeId, cancellationToken),
            Name = name,
            Role = role,
            Prefix = ApiKeyText.Prefix(key),
            Hash = ApiKeyText.Hash(key),
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        await database.WriteAsync(
            officeId,
            (db, ct) =>
            {
                db.ApiKeys.Add(row);
                return db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return key;
    }
}
