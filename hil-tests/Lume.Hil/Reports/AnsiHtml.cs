// Console output as HTML: colours kept, every other terminal command taken out, everything escaped.
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Lume.Hil.Reports;

/// <summary>Renders console text.</summary>
public static partial class AnsiHtml
{
    /// <summary>HTML for a <c>pre</c> element. Whatever the console shows, no markup of its comes through.</summary>
    public static string Render(string console)
    {
        StringBuilder html = new(console.Length + 64);
        bool open = false;
        int from = 0;
        foreach (Match command in Command().Matches(console))
        {
            AppendText(html, console[from..command.Index]);
            from = command.Index + command.Length;
            if (command.Groups["sgr"].Success)
            {
                html.Append(open ? "</span>" : string.Empty);
                string? style = Style(command.Groups["sgr"].Value);
                open = style is not null;
                html.Append(open ? $"<span class=\"{style}\">" : string.Empty);
            }
        }

        AppendText(html, console[from..]);
        return html.Append(open ? "</span>" : string.Empty).ToString();
    }

    private static string? Style(string parameters)
    {
        string? style = null;
        foreach (string parameter in parameters.Split(';'))
        {
            int code = int.TryParse(parameter, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
            style = code switch
            {
                1 => Join(style, "b"),
                >= 30 and <= 37 => Join(style, $"c{code - 30}"),
                >= 90 and <= 97 => Join(style, $"c{code - 90}"),
                0 => null,
                _ => style,
            };
        }

        return style;
    }

    private static string Join(string? before, string next) => before is null ? next : $"{before} {next}";

    private static void AppendText(StringBuilder html, string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (char c in text)
        {
            if (c is '\n' or '\t' || (!char.IsControl(c) && !char.IsSurrogate(c)))
            {
                shown.Append(c);
            }
            else if (c != '\r')
            {
                shown.Append(CultureInfo.InvariantCulture, $"<{(int)c:x2}>");
            }
        }

        html.Append(WebUtility.HtmlEncode(shown.ToString()));
    }

    // ECMA-48: CSI with its parameters, OSC up to its end, and the two-character commands.
    [GeneratedRegex(@"\x1b\[(?:(?<sgr>[0-9;]*)m|[0-?]*[ -/]*[@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\^_]")]
    private static partial Regex Command();
}
