using Comptoir.Web;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Comptoir.Sending;

/// <summary>Sends a test message at once, so that whoever sets up e-mail sees what the server says.</summary>
sealed class SendTest(ComposeMail compose, IOptions<ComptoirOptions> options, TimeProvider clock)
{
    /// <summary>Sends one to an address.</summary>
    /// <returns>Null when the server took it, or what went wrong.</returns>
    /// <exception cref="RefusedException">E-mail is not set up, or the address will not do.</exception>
    public async Task<Handed?> SendAsync(
        string to,
        bool french,
        CancellationToken cancellationToken
    )
    {
        var smtp = options.Value.Smtp;
        if (!smtp.IsSet)
            throw new RefusedException(
                "E-mail is not set up on this server. Whoever runs it sets Comptoir__Smtp__Host and Comptoir__Smtp__From."
            );
        using var message = new MimeMessage
        {
            Subject = french ? "Message d’essai de Comptoir" : "Test message of Comptoir",
            MessageId = compose.NewMessageId(),
            Date = clock.GetUtcNow(),
            Body = new TextPart("plain")
            {
                Text = french
                    ? "Ce message est arrivé : Comptoir peut envoyer vos documents.\n"
                    : "This message has arrived: Comptoir can send your documents.\n",
            },
        };
        message.From.Add(
            new MailboxAddress(smtp.FromName.Length > 0 ? smtp.FromName : "Comptoir", smtp.From)
        );
        message.To.Add(new MailboxAddress((string?)null, MailAddress.Check(to)));
        await using var line = new SmtpLine(smtp);
        if (await line.OpenAsync(cancellationToken) is { } closed)
            return closed;
        var handed = await line.SendAsync(message, cancellationToken);
        return handed.Outcome == HandedOutcome.Taken ? null : handed;
    }
}
