using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Comptoir.Sending;

/// <summary>
/// A connection to the server: opened when it is needed, kept for many e-mails, opened again when it broke. Not for two e-mails
/// at once.
/// </summary>
sealed class SmtpLine(SmtpSettings settings) : IAsyncDisposable
{
    // Servers end a connection over which much is sent; some count it as abuse.
    const int MostOverOne = 100;

    /// <summary>Opening takes no longer.</summary>
    static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(30);

    /// <summary>Handing over takes no longer: some servers look into an e-mail for minutes before they answer (RFC 5321, 4.5.3.2.6).</summary>
    public static readonly TimeSpan SendWithin = TimeSpan.FromMinutes(10);

    static readonly FormatOptions Format = FormatOptions.Default.Clone();

    SmtpClient? client;
    Socket? socket;
    int sent;

    /// <summary>Opens the connection where it is not open.</summary>
    /// <returns>Null when it is open, or why it cannot be opened: the same for every e-mail.</returns>
    public async Task<Handed?> OpenAsync(CancellationToken cancellationToken)
    {
        if (client is not null && sent < MostOverOne && await IsAliveAsync(cancellationToken))
            return null;
        await CloseAsync();
        // Certificates are checked; that they were not recalled is not, because a network that only lets mail out cannot ask.
        var opened = new SmtpClient { CheckCertificateRevocation = false };
        opened.Timeout = (int)SendWithin.TotalMilliseconds;
        var wire = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(OpenWithin);
        try
        {
            await wire.ConnectAsync(settings.Host, settings.UsedPort, limit.Token);
            await opened.ConnectAsync(
                wire,
                settings.Host,
                settings.UsedPort,
                settings.Security switch
                {
                    SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                    SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                    _ => SecureSocketOptions.None,
                },
                limit.Token
            );
            // With BDAT nobody could tell from outside when the whole e-mail was handed over.
            opened.Capabilities &= ~SmtpCapabilities.Chunking;
            if (settings.User.Length > 0)
                await opened.AuthenticateAsync(settings.User, settings.Password, limit.Token);
            (client, socket, sent) = (opened, wire, 0);
            return null;
        }
        catch (Exception error)
            when (Closed(error) is { } fault && !cancellationToken.IsCancellationRequested)
        {
            opened.Dispose();
            wire.Dispose();
            return Handed.Of(HandedOutcome.Later, fault, Words(error));
        }
        catch
        {
            opened.Dispose();
            wire.Dispose();
            throw;
        }
    }

    /// <summary>Hands over an e-mail; the connection must be open.</summary>
    /// <param name="message">The e-mail.</param>
    /// <param name="cancellationToken">Stops it; how far it came is answered all the same.</param>
    public async Task<Handed> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var open = client ?? throw new InvalidOperationException("Open the connection first.");
        message.Prepare(EncodingConstraint.SevenBit);
        var progress = new Progress(await SizeAsync(message, cancellationToken), socket!);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SendWithin);
        try
        {
            var said = await open.SendAsync(Format, message, limit.Token, progress);
            sent++;
            return Handed.Of(HandedOutcome.Taken, null, said);
        }
        catch (SmtpCommandException error)
        {
            // The server answered: it is known what it has. MailKit has asked it to forget the rest.
            return Answered(error);
        }
        catch (Exception error)
            when (error
                    is SmtpProtocolException
                        or IOException
                        or SocketException
                        or OperationCanceledException
                        or TimeoutException
                        or ServiceNotConnectedException
            )
        {
            await CloseAsync();
            return progress.IsWhole
                ? Handed.Of(HandedOutcome.Unsure, MailFault.NoAnswer, Words(error))
                : Handed.Of(HandedOutcome.Later, MailFault.CutOff, Words(error));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    static Handed Answered(SmtpCommandException error)
    {
        var said = $"{(int)error.StatusCode} {error.Message}";
        if ((int)error.StatusCode < 500)
            return Handed.Of(HandedOutcome.Later, MailFault.Postponed, said);
        return Handed.Of(
            HandedOutcome.Never,
            error.ErrorCode switch
            {
                SmtpErrorCode.RecipientNotAccepted => MailFault.RecipientRefused,
                SmtpErrorCode.SenderNotAccepted => MailFault.SenderRefused,
                _ => MailFault.MessageRefused,
            },
            said
        );
    }

    static MailFault? Closed(Exception error) =>
        error switch
        {
            AuthenticationException => MailFault.SignInRefused,
            SslHandshakeException or NotSupportedException => MailFault.NotSecure,
            SmtpCommandException
            or SmtpProtocolException
            or IOException
            or SocketException
            or TimeoutException
            or OperationCanceledException => MailFault.Unreachable,
            _ => null,
        };

    static string Words(Exception error) =>
        error switch
        {
            // What MailKit says there is a page of advice for programmers.
            SslHandshakeException => error.InnerException?.Message
                ?? "The certificate is not trusted.",
            SmtpCommandException refused => $"{(int)refused.StatusCode} {refused.Message}",
            OperationCanceledException => "No answer in time.",
            _ => error.Message,
        };

    async Task<bool> IsAliveAsync(CancellationToken ct)
    {
        try
        {
            if (sent > 0)
                await client!.NoOpAsync(ct);
            return client!.IsConnected;
        }
        catch (Exception error)
            when (error
                    is SmtpCommandException
                        or SmtpProtocolException
                        or IOException
                        or SocketException
                        or ServiceNotConnectedException
            )
        {
            return false;
        }
    }

    async Task CloseAsync()
    {
        if (client is not { } open)
            return;
        client = null;
        try
        {
            if (open.IsConnected)
                // Whoever is asked to stop still says goodbye, but waits for no answer for long.
                await open.DisconnectAsync(true, CancellationToken.None).WaitAsync(Goodbye);
        }
        catch (Exception error)
            when (error
                    is SmtpCommandException
                        or SmtpProtocolException
                        or IOException
                        or SocketException
                        or TimeoutException
            )
        {
            // Everything was answered before; how it ends does not matter.
        }
        finally
        {
            open.Dispose();
        }
    }

    static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    static async Task<long> SizeAsync(MimeMessage message, CancellationToken ct)
    {
        await using var measure = new MimeKit.IO.MeasuringStream();
        await message.WriteToAsync(Format, measure, ct);
        return measure.Length;
    }

    /// <summary>
    /// How much was handed to the connection. Until the line with the single point is written the server must not take the e-mail
    /// (RFC 5321, 4.1.1.4): a connection that is seen to be broken before that leaves no doubt.
    /// </summary>
    sealed class Progress(long size, Socket socket) : ITransferProgress
    {
        /// <summary>The server may have everything.</summary>
        public bool IsWhole { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

        public void Report(long bytesTransferred)
        {
            if (IsWhole || bytesTransferred < size)
                return;
            // Readable without anything to read: the other side has hung up.
            if (socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0)
                throw new IOException("The connection was closed.");
            IsWhole = true;
        }
    }
}
