namespace Comptoir.EInvoicing.Port;

/// <summary>
/// An approved platform (plateforme agréée): the way out of the house. Comptoir itself transmits nothing to the tax office or to
/// buyers; it hands files to a platform and takes its answers.
/// </summary>
interface IInvoicePlatform
{
    /// <summary>Hands a file over, whole or not at all. The same name again brings the same file, and is no second one.</summary>
    /// <exception cref="IOException">It could not be handed over; nothing was.</exception>
    Task HandOverAsync(
        long officeId,
        string name,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellationToken
    );

    /// <summary>What the platform has answered and nobody has taken yet.</summary>
    IReadOnlyList<PlatformAnswer> Answers(long officeId);

    /// <summary>Notes that an answer was taken; or set it aside, with what is wrong.</summary>
    Task TakenAsync(
        long officeId,
        PlatformAnswer answer,
        string? wrong,
        CancellationToken cancellationToken
    );

    /// <summary>Why nothing can be handed over now; null when it can.</summary>
    string? Trouble(long officeId);
}

/// <summary>A file with statuses of invoices.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its content.</param>
sealed record PlatformAnswer(string Name, byte[] Bytes);
