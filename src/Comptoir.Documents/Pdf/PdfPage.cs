using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Comptoir.Documents.Layout;

namespace Comptoir.Documents.Pdf;

/// <summary>A colour: red, green and blue from 0 to 255.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Ink(byte Red, byte Green, byte Blue);

/// <summary>
/// The contents of a page while it is drawn. Measures are points, from the upper left corner downwards; text stands on its
/// base line.
/// </summary>
sealed class PdfPage(double width, double height, PdfResources resources)
{
    readonly StringBuilder content = new();
    Ink? fill;

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The drawing so far, as PDF has it.</summary>
    public byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    public void Text(ShapedText text, double size, double x, double y, Ink ink)
    {
        Fill(ink);
        content.Append("BT ").Append(N(x)).Append(' ').Append(N(Height - y)).Append(" Td\n");
        Show(text, size);
        content.Append("ET\n");
    }

    /// <summary>Large text whose middle is the middle of the page, turned to the left by some degrees.</summary>
    public void Across(ShapedText text, double size, double degrees, Ink ink)
    {
        Fill(ink);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var half = text.Width * size / 2000;
        var x = Width / 2 - half * cos + size / 3 * sin;
        var y = Height / 2 - half * sin - size / 3 * cos;
        content.Append(
            CultureInfo.InvariantCulture,
            $"BT {N(cos)} {N(sin)} {N(-sin)} {N(cos)} {N(x)} {N(y)} Tm\n"
        );
        Show(text, size);
        content.Append("ET\n");
    }

    /// <summary>A horizontal line.</summary>
    public void Rule(double x, double y, double length, double thickness, Ink ink) =>
        Box(x, y - thickness / 2, length, thickness, ink);

    public void Box(double x, double y, double width, double height, Ink ink)
    {
        Fill(ink);
        content.Append(
            CultureInfo.InvariantCulture,
            $"{N(x)} {N(Height - y - height)} {N(width)} {N(height)} re f\n"
        );
    }

    public void Picture(SheetPicture picture, double x, double y, double width, double height)
    {
        content.Append(
            CultureInfo.InvariantCulture,
            $"q {N(width)} 0 0 {N(height)} {N(x)} {N(Height - y - height)} cm /{resources.KeyOf(picture)} Do Q\n"
        );
    }

    void Show(ShapedText text, double size)
    {
        foreach (var run in text.Runs)
        {
            var font = resources[run.Typeface];
            content.Append(CultureInfo.InvariantCulture, $"/{font.Key} {N(size)} Tf [");
            var codes = false;
            var rise = 0.0;
            foreach (var glyph in run.Glyphs)
            {
                if (glyph.OffsetY != rise)
                {
                    rise = glyph.OffsetY;
                    Interrupt($"{N(rise * size / 1000)} Ts", ref codes);
                }
                if (glyph.OffsetX != 0)
                    Move(glyph.OffsetX, ref codes);
                var tells = font.Tells(glyph);
                if (!tells)
                    Interrupt($"/Span << /ActualText {PdfFile.Text(glyph.Text)} >> BDC", ref codes);
                if (!codes)
                    content.Append('<');
                codes = true;
                content.Append(font.Code(glyph));
                // A reader goes on by the width of the glyph; shaping may want the next one elsewhere.
                var further = glyph.Advance - glyph.OffsetX - font.Width(glyph);
                if (Math.Abs(further) >= 0.5)
                    Move(further, ref codes);
                if (!tells)
                    Interrupt("EMC", ref codes);
            }
            content.Append(codes ? ">" : "").Append("] TJ");
            content.Append(rise != 0 ? " 0 Ts\n" : "\n");
        }
    }

    /// <summary>Between the glyphs that follow and those before, an operator.</summary>
    void Interrupt(string operation, ref bool codes)
    {
        content.Append(codes ? ">" : "").Append("] TJ ").Append(operation).Append(" [");
        codes = false;
    }

    void Move(double by, ref bool codes)
    {
        content.Append(codes ? ">" : "").Append(N(-by)).Append(' ');
        codes = false;
    }

    void Fill(Ink ink)
    {
        if (fill == ink)
            return;
        fill = ink;
        content.Append(
            CultureInfo.InvariantCulture,
            $"{N(ink.Red / 255.0)} {N(ink.Green / 255.0)} {N(ink.Blue / 255.0)} rg\n"
        );
    }

    static string N(double value) => PdfFile.Number(value);
}
