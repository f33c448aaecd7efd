using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Comptoir.Shopify;

/// <summary>
/// Asks a shop for an access token with client id and secret (the client credentials grant). One request, one answer: who
/// asks decides about asking again.
/// </summary>
sealed partial class TokenGrant(HttpClient http, Uri? endpoint, TimeProvider time)
{
    /// <summary>Assumed when the answer does not say how long the token lives: Shopify's own day.</summary>
    static readonly TimeSpan UsualLife = TimeSpan.FromSeconds(86_399);
    const int LongestAnswer = 64 * 1024;

    /// <summary>A token, and how long it lives.</summary>
    /// <exception cref="ShopifyException">It was refused, or Shopify did not answer as it should.</exception>
    public async Task<(AccessToken Token, TimeSpan Life)> AskAsync(
        ShopAddress shop,
        ClientCredentials credentials,
        CancellationToken cancellation
    )
    {
        using var late = new CancellationTokenSource(Transport.OneCall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            late.Token,
            cancellation
        );
        try
        {
            using var request = Request(shop, credentials);
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                either.Token
            );
            var text = await TextAsync(response, either.Token);
            return response.IsSuccessStatusCode
                ? Granted(text, shop)
                : throw Refusal(response, text, shop);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw Unreachable(shop, broken);
        }
        catch (OperationCanceledException)
            when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(
                shop,
                new TimeoutException($"no answer within {Transport.OneCall.TotalSeconds} seconds")
            );
        }
    }

    HttpRequestMessage Request(ShopAddress shop, ClientCredentials credentials)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(endpoint ?? new Uri($"https://{shop.Host}"), "/admin/oauth/access_token")
        )
        {
            Content = new ByteArrayContent(Body(credentials))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (endpoint is not null)
            request.Headers.Host = shop.Host;
        return request;
    }

    static byte[] Body(ClientCredentials credentials)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("client_id", credentials.Id);
            writer.WriteString("client_secret", credentials.Reveal());
            writer.WriteString("grant_type", "client_credentials");
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    static async Task<string> TextAsync(
        HttpResponseMessage response,
        CancellationToken cancellation
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(
            bytes,
            bytes.Length,
            throwOnEndOfStream: false,
            cancellation
        );
        return System.Text.Encoding.UTF8.GetString(bytes, 0, read);
    }

    static (AccessToken Token, TimeSpan Life) Granted(string text, ShopAddress shop)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("access_token", out var found)
                && found.ValueKind == JsonValueKind.String
                && AccessToken.TryParse(found.GetString(), out var token, out _)
            )
                return (token, Life(json.RootElement));
        }
        catch (JsonException broken)
        {
            throw AnswerReader.Malformed(shop, broken);
        }
        throw AnswerReader.Malformed(shop, null);
    }

    static TimeSpan Life(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out var found))
            return UsualLife;
        var seconds = found.ValueKind switch
        {
            JsonValueKind.Number when found.TryGetDouble(out var number) => number,
            JsonValueKind.String
                when double.TryParse(
                    found.GetString(),
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            _ => 0,
        };
        return seconds is > 0 and < 31_536_000 ? TimeSpan.FromSeconds(seconds) : UsualLife;
    }

    ShopifyException Refusal(HttpResponseMessage response, string text, ShopAddress shop)
    {
        // The code is in JSON as documented, but has been seen in a page of HTML too: it is looked for by name.
        var code = CodePattern().Match(text).Value;
        return code switch
        {
            "shop_not_permitted" => new(
                ShopifyFailure.ShopNotPermitted,
                $"The app may not ask for a token of {shop}: app and shop are not in the same organization.",
                "In the Dev Dashboard make the app in the organization that owns the shop, then enter its client id and secret."
            ),
            "app_not_installed" => new(
                ShopifyFailure.AppNotInstalled,
                $"The app is not installed in {shop}.",
                "In the Dev Dashboard open the app, choose Install app, and choose this shop; then try again."
            ),
            _ when code.Length > 0 || (int)response.StatusCode is 400 or 401 => new(
                ShopifyFailure.CredentialsRefused,
                $"Shopify does not accept this client id and secret for {shop} ({(code.Length > 0 ? code : (int)response.StatusCode)}).",
                "Copy both again from the app's settings in the Dev Dashboard; a secret that was rotated is no longer valid."
            ),
            _ => StatusFailure.Of(response, shop, time.GetUtcNow())
                ?? AnswerReader.Malformed(shop, null),
        };
    }

    static ShopifyException Unreachable(ShopAddress shop, Exception cause) =>
        new(
            ShopifyFailure.Unavailable,
            $"{shop} cannot be reached: {cause.Message}",
            "Check this machine's connection to the internet; it is tried again later.",
            retryable: true,
            cause
        );

    [GeneratedRegex(
        @"\b(?:shop_not_permitted|app_not_installed|invalid_client|invalid_request|unauthorized_client|application_cannot_be_found)\b",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex CodePattern();
}
