namespace Comptoir.Vat;

/// <summary>A register of VAT numbers: a port to the outside world.</summary>
interface IVatNumberRegister
{
    /// <summary>Whether it can be asked at all.</summary>
    bool Asks { get; }

    /// <summary>Asks about a number. What goes wrong on the way is an answer too.</summary>
    /// <param name="number">The number, with its country's letters.</param>
    /// <param name="requester">The number of who asks, so that the register gives a consultation number; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<RegisterReply> AskAsync(
        string number,
        string? requester,
        CancellationToken cancellationToken
    );
}

/// <summary>What a register said.</summary>
/// <param name="IsValid">Whether the number is in force; null when it gave no answer.</param>
/// <param name="Failure">Why it gave none, in its own word such as <c>MS_UNAVAILABLE</c>.</param>
/// <param name="Name">The name in the register; null where the state does not say.</param>
/// <param name="Address">The address there.</param>
/// <param name="Consultation">The number of the consultation; null when it gave none.</param>
sealed record RegisterReply(
    bool? IsValid,
    string? Failure = null,
    string? Name = null,
    string? Address = null,
    string? Consultation = null
);
