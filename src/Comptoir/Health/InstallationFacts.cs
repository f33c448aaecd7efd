using Comptoir.Sending;

namespace Comptoir.Health;

/// <summary>What is known of an installation when its health is looked at.</summary>
/// <param name="Options">The settings.</param>
/// <param name="FreeBytes">Free room where the data are; null when nobody can tell.</param>
/// <param name="FontsEmbedded">There is a font to write documents with.</param>
/// <param name="WantsMail">Somebody wants something sent by e-mail.</param>
/// <param name="MailFault">Why the mail server cannot be used, as the e-mails that wait say; null when they do not.</param>
/// <param name="MailsInTrouble">E-mails with documents that wait for a person.</param>
/// <param name="IsLive">A web shop is to tell its changes by webhooks.</param>
sealed record InstallationFacts(
    ComptoirOptions Options,
    long? FreeBytes,
    bool FontsEmbedded,
    bool WantsMail,
    MailFault? MailFault,
    int MailsInTrouble,
    bool IsLive
);

/// <summary>One thing that can be wrong with an installation.</summary>
interface IInstallationCheck
{
    /// <summary>Looks at it.</summary>
    HealthFinding Look(Web.Texts texts, InstallationFacts facts);
}
