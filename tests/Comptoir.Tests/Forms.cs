using System.Text.RegularExpressions;
using Xunit;

namespace Comptoir.Tests;

/// <summary>Sends the forms of pages, as a browser without script does.</summary>
static partial class Forms
{
    /// <summary>Opens a page and sends one of its forms with what is entered.</summary>
    /// <param name="client">The browser.</param>
    /// <param name="page">The address of the page.</param>
    /// <param name="form">The form's name; null for a form that goes to another address.</param>
    /// <param name="fields">What is entered.</param>
    public static async Task<HttpResponseMessage> SendFormAsync(
        this HttpClient client,
        string page,
        string? form,
        params (string Name, string Value)[] fields
    )
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var html = await client.GetStringAsync(page, cancellationToken);
        return await client.SendFieldsAsync(page, form, Token(html), fields);
    }

    /// <summary>Sends fields to an address with a token that a page held.</summary>
    public static async Task<HttpResponseMessage> SendFieldsAsync(
        this HttpClient client,
        string address,
        string? form,
        string token,
        params (string Name, string Value)[] fields
    )
    {
        var values = fields
            .Append(("__RequestVerificationToken", token))
            .Concat(form is null ? [] : [("_handler", form)])
            .Select(x => KeyValuePair.Create(x.Item1, x.Item2));
        using var content = new FormUrlEncodedContent(values);
        return await client.PostAsync(address, content, TestContext.Current.CancellationToken);
    }

    /// <summary>The token against forged forms that a page holds.</summary>
    public static string Token(string html) => TokenField().Match(html).Groups["token"].Value;

    [GeneratedRegex(
        """name="__RequestVerificationToken" value="(?<token>[^"]+)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TokenField();
}
