using System.Net;
using System.Text;
using Xunit;

namespace Comptoir.Tests.Sync;

/// <summary>Changes lines of bulk files on their way; each stays as long as it was.</summary>
internal sealed class AlteredLines(Func<string, string> alter)
    : DelegatingHandler(
        new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }
    )
{
    public bool Off { get; set; }

    /// <summary>Answers to single questions are changed too, as if the shop itself had it so.</summary>
    public bool AnswersToo { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (
            Off
            || !(
                request.RequestUri!.AbsolutePath.StartsWith("/__bulk/", StringComparison.Ordinal)
                || (
                    AnswersToo
                    && request.RequestUri.AbsolutePath.EndsWith(
                        "/graphql.json",
                        StringComparison.Ordinal
                    )
                )
            )
        )
            return answer;
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var changed = string.Join('\n', text.Split('\n').Select(alter));
        Assert.Equal(text.Length, changed.Length);
        answer.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(changed));
        return answer;
    }
}
