namespace Comptoir.Sync.Matching;

/// <summary>A contact of the office that an object of a shop is, though no link says so yet.</summary>
/// <param name="ContactId">The contact to link; null when there is none, so that a new one is made.</param>
/// <param name="Warnings">What the merchant should know before.</param>
sealed record ContactMatch(long? ContactId, IReadOnlyList<RunItemWarning> Warnings)
{
    /// <summary>Several contacts would do: the oldest is taken.</summary>
    public const string SeveralContacts = nameof(SeveralContacts);

    /// <summary>Another customer of the shop has the same e-mail, and the contact: this one gets a contact of its own.</summary>
    public const string SameEmail = nameof(SameEmail);
}
