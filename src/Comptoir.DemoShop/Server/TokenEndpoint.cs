using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Comptoir.DemoShop.Server;

/// <summary>
/// Answers <c>POST /admin/oauth/access_token</c>: the client credentials grant, with its parameters as JSON or as a form.
/// </summary>
internal static class TokenEndpoint
{
    public static async Task AnswerAsync(HttpContext http, ServedShop shop)
    {
        shop.Requests.Add("token");
        if (await GraphQLEndpoint.Faulted(http, shop))
        {
            return;
        }

        var sent = await ParametersAsync(http);
        if (sent is null || !sent.TryGetValue("grant_type", out var grant))
        {
            await Refuse(http, 400, "invalid_request", "The request is missing a parameter");
            return;
        }

        if (grant != "client_credentials")
        {
            await Refuse(http, 400, "unsupported_grant_type", "The grant type is not supported");
            return;
        }

        if (sent.GetValueOrDefault("client_id") != shop.Settings.ClientId)
        {
            await Refuse(
                http,
                400,
                "application_cannot_be_found",
                "Could not find Shopify API application"
            );
            return;
        }

        if (!Equal(sent.GetValueOrDefault("client_secret"), shop.App.ClientSecret))
        {
            await Refuse(http, 401, "invalid_client", "Client authentication failed");
            return;
        }

        if (!shop.App.IsPermitted)
        {
            await Refuse(
                http,
                400,
                "shop_not_permitted",
                "Client credentials cannot be performed on this shop."
            );
            return;
        }

        if (!shop.App.IsInstalled)
        {
            await Refuse(http, 400, "app_not_installed", "The app is not installed on this shop");
            return;
        }

        shop.Requests.Add("token.granted");
        var (token, seconds) = shop.App.Grant();
        await http.Response.WriteAsJsonAsync(
            new
            {
                access_token = token,
                scope = string.Join(',', shop.App.Scopes),
                expires_in = seconds,
            },
            http.RequestAborted
        );
    }

    private static async Task<Dictionary<string, string>?> ParametersAsync(HttpContext http)
    {
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return form.ToDictionary(
                pair => pair.Key,
                pair => pair.Value.ToString(),
                StringComparer.Ordinal
            );
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(
                http.Request.Body,
                cancellationToken: http.RequestAborted
            );
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json
                    .RootElement.EnumerateObject()
                    .ToDictionary(
                        member => member.Name,
                        member => member.Value.ToString(),
                        StringComparer.Ordinal
                    )
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Equal(string? given, string expected) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(given),
            Encoding.UTF8.GetBytes(expected)
        );

    private static Task Refuse(HttpContext http, int status, string error, string description)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(
            new { error, error_description = description },
            http.RequestAborted
        );
    }
}
