using Comptoir.Web;

namespace Comptoir.Sending;

/// <summary>
/// How e-mails leave: <c>Comptoir__Smtp__Host</c> and so on. Without a host nothing is sent. The password is read from the
/// settings alone, and neither stored, logged nor shown.
/// </summary>
public sealed class SmtpSettings
{
    /// <summary>The server that takes e-mails; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 0 for the usual one of <see cref="Security"/>: 587, 465 or 25.</summary>
    public int Port { get; set; }

    /// <summary>The name to sign in with; empty when the server asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The password to sign in with.</summary>
    public string Password { get; set; } = "";

    /// <summary>How the connection is closed to others.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The address e-mails come from, where a shop's documents name none of their own.</summary>
    public string From { get; set; } = "";

    /// <summary>The name shown with it; empty for the seller's.</summary>
    public string FromName { get; set; } = "";

    /// <summary>E-mails can be sent.</summary>
    public bool IsSet => Host.Length > 0;

    /// <summary>The port in force.</summary>
    public int UsedPort =>
        Port != 0
            ? Port
            : Security switch
            {
                SmtpSecurity.Tls => 465,
                SmtpSecurity.StartTls => 587,
                _ => 25,
            };

    /// <summary>What is wrong with the settings, each with what to do.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Host.Length == 0)
            yield break;
        if (Port is < 0 or > 65_535)
            yield return $"Comptoir__Smtp__Port must be from 1 to 65535, not {Port}.";
        if (!Enum.IsDefined(Security))
            yield return "Comptoir__Smtp__Security must be None, StartTls or Tls.";
        if (User.Length > 0 != Password.Length > 0)
            yield return "Set both Comptoir__Smtp__User and Comptoir__Smtp__Password, or neither.";
        if (!IsAddress(From))
            yield return $"Comptoir__Smtp__From must be an e-mail address such as invoices@example.com, not '{From}'.";
    }

    static bool IsAddress(string text)
    {
        try
        {
            return MailAddress.Check(text) == text;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}

/// <summary>How the connection to the server is closed to others.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine or network.</summary>
    None,

    /// <summary>It begins open and is closed before anything is said.</summary>
    StartTls,

    /// <summary>It is closed from the beginning.</summary>
    Tls,
}
