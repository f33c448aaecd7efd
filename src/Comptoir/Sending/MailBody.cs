using System.Text;
using System.Text.Encodings.Web;
using Comptoir.Invoicing;
using Comptoir.Invoicing.Styles;

namespace Comptoir.Sending;

/// <summary>The text of an e-mail, plain and as HTML that reads well on light and dark grounds and fetches nothing.</summary>
static class MailBody
{
    /// <summary>The plain part.</summary>
    public static string Text(FrozenDocument document, MailWords words, long? left, Uri? link)
    {
        var text = new StringBuilder();
        text.Append(words.Greeting).Append("\n\n").Append(words.Attached).Append("\n\n");
        text.Append(words.Name)
            .Append('\n')
            .Append(words.Total)
            .Append(document.Language == "fr" ? "\u00a0: " : ": ")
            .Append(words.Amount)
            .Append('\n');
        if (words.Payment(left) is { } payment)
            text.Append(payment).Append('\n');
        if (left > 0)
            foreach (var line in words.Advice)
                text.Append(line).Append('\n');
        if (link is not null)
            text.Append('\n')
                .Append(words.Look)
                .Append(document.Language == "fr" ? "\u00a0:\n" : ":\n")
                .Append(link)
                .Append('\n')
                .Append(words.LinkIsPrivate)
                .Append('\n');
        text.Append('\n')
            .Append(words.Regards)
            .Append('\n')
            .Append(document.Seller.Name)
            .Append('\n');
        foreach (var line in Reach(document.Seller))
            text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>The HTML part. Neither ground nor text has a colour, so that every reader takes its own.</summary>
    /// <param name="document">The document.</param>
    /// <param name="words">Its words.</param>
    /// <param name="left">What is left to pay; null when not known.</param>
    /// <param name="link">The private address; null for none.</param>
    /// <param name="accent">The colour of the button.</param>
    /// <param name="logo">The Content-ID of the logo; null for none.</param>
    public static string Html(
        FrozenDocument document,
        MailWords words,
        long? left,
        Uri? link,
        string accent,
        string? logo
    )
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"")
            .Append(E(document.Language))
            .Append("\">\n<head>\n");
        html.Append(
            "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        );
        html.Append(
            "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
        );
        html.Append("<title>").Append(E(words.Subject)).Append("</title>\n</head>\n");
        html.Append(
            "<body style=\"margin:0;padding:24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">\n"
        );
        html.Append("<div style=\"max-width:560px;margin:0 auto\">\n");
        if (logo is not null)
            // On dark grounds a logo made for paper keeps its paper.
            html.Append("<p style=\"margin:0 0 24px\"><img src=\"cid:")
                .Append(E(logo))
                .Append("\" alt=\"")
                .Append(E(document.Seller.Name))
                .Append(
                    "\" height=\"48\" style=\"height:48px;max-width:100%;background:#ffffff;padding:4px\"></p>\n"
                );
        Paragraph(html, words.Greeting);
        Paragraph(html, words.Attached);
        html.Append(
                "<p style=\"margin:0 0 16px;padding:12px 16px;border:1px solid #8a8a8a;border-radius:8px\"><strong>"
            )
            .Append(E(words.Name))
            .Append("</strong><br>")
            .Append(E(words.Total))
            .Append(document.Language == "fr" ? "\u00a0: " : ": ")
            .Append(E(words.Amount));
        if (words.Payment(left) is { } payment)
            html.Append("<br>").Append(E(payment));
        if (left > 0)
            foreach (var line in words.Advice)
                html.Append("<br>").Append(E(line));
        html.Append("</p>\n");
        if (link is not null)
            html.Append("<p style=\"margin:0 0 8px\"><a href=\"")
                .Append(E(link.ToString()))
                .Append(
                    "\" style=\"display:inline-block;padding:10px 20px;border-radius:8px;text-decoration:none;background:"
                )
                .Append(accent)
                .Append(";color:")
                .Append(AccentColour.Parse(accent).InkOnIt)
                .Append("\">")
                .Append(E(words.Look))
                .Append("</a></p>\n<p style=\"margin:0 0 16px;font-size:13px\">")
                .Append(E(words.LinkIsPrivate))
                .Append("</p>\n");
        html.Append("<p style=\"margin:0\">")
            .Append(E(words.Regards))
            .Append("<br>")
            .Append(E(document.Seller.Name));
        foreach (var line in Reach(document.Seller))
            html.Append("<br><span style=\"font-size:13px\">").Append(E(line)).Append("</span>");
        return html.Append("</p>\n</div>\n</body>\n</html>\n").ToString();
    }

    static IEnumerable<string> Reach(FrozenSeller seller) =>
        new[] { seller.Email, seller.Phone }.OfType<string>().Where(text => text.Length > 0);

    static void Paragraph(StringBuilder html, string text) =>
        html.Append("<p style=\"margin:0 0 16px\">").Append(E(text)).Append("</p>\n");

    static string E(string text) => HtmlEncoder.Default.Encode(text);
}
