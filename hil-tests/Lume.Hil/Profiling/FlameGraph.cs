// A profile as a picture: one box for each call, as wide as its share of the samples, callers below. Any browser shows it; a pointer gives the figures.
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;

namespace Lume.Hil.Profiling;

/// <summary>Writes flame graphs as SVG.</summary>
public static class FlameGraph
{
    private const double Width = 1200;
    private const double RowHeight = 16;
    private const double CharacterWidth = 6.6;
    private const double Margin = 10;
    private const double TitleHeight = 28;
    private const double Narrowest = 0.3;

    /// <summary>Writes the picture of a profile.</summary>
    public static void Write(Profile profile, string title, TextWriter output)
    {
        int depth = Depth(profile.Root);
        double height = TitleHeight + (depth * RowHeight) + Margin;
        using XmlWriter xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true });
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        xml.WriteAttributeString("viewBox", $"0 0 {Number(Width + (2 * Margin))} {Number(height)}");
        xml.WriteAttributeString("font-family", "monospace");
        xml.WriteAttributeString("font-size", "11");
        xml.WriteStartElement("text");
        Place(xml, Margin, TitleHeight - 10);
        xml.WriteString(string.Create(CultureInfo.InvariantCulture, $"{title}: {profile.Busy} samples, and {profile.Idle} of idle harts"));
        xml.WriteEndElement();
        WriteNode(xml, profile.Root, profile.Busy, Margin, height - Margin - RowHeight);
        xml.WriteEndElement();
    }

    private static int Depth(Profile.Node node) => 1 + (node.Children.Count == 0 ? 0 : node.Children.Max(Depth));

    private static void WriteNode(XmlWriter xml, Profile.Node node, int all, double x, double y)
    {
        double width = all == 0 ? Width : Width * node.Count / all;
        if (width < Narrowest)
        {
            return;
        }

        xml.WriteStartElement("g");
        xml.WriteElementString("title", string.Create(
            CultureInfo.InvariantCulture, $"{node.Name}: {node.Count} samples ({100.0 * node.Count / Math.Max(all, 1):0.00}%), {node.Self} in itself"));
        xml.WriteStartElement("rect");
        Place(xml, x, y);
        xml.WriteAttributeString("width", Number(width));
        xml.WriteAttributeString("height", Number(RowHeight - 1));
        xml.WriteAttributeString("fill", Colour(node.Name));
        xml.WriteEndElement();
        int room = (int)((width - 4) / CharacterWidth);
        if (room >= 3)
        {
            xml.WriteStartElement("text");
            Place(xml, x + 2, y + 11.5);
            xml.WriteString(node.Name.Length <= room ? node.Name : node.Name[..(room - 1)] + "…");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        foreach (Profile.Node child in node.Children)
        {
            WriteNode(xml, child, all, x, y - RowHeight);
            x += all == 0 ? 0 : Width * child.Count / all;
        }
    }

    private static void Place(XmlWriter xml, double x, double y)
    {
        xml.WriteAttributeString("x", Number(x));
        xml.WriteAttributeString("y", Number(y));
    }

    // The same function has the same colour in every picture.
    private static string Colour(string name)
    {
        uint hash = name.Aggregate(2166136261, static (sum, c) => (sum ^ c) * 16777619);
        return string.Create(CultureInfo.InvariantCulture, $"rgb({205 + (hash % 50)},{90 + (hash / 50 % 120)},{40 + (hash / 6000 % 50)})");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
