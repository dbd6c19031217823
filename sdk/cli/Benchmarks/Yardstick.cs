// What Lume is measured against: Linux's figures, kept in bench/ or taken in the same run.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Lume.Cli.Benchmarks;

/// <summary>Size of a kernel and what it needs to start.</summary>
/// <param name="ImageBytes">Size of the bootable image.</param>
/// <param name="PackedBytes">The same, gzip.</param>
/// <param name="SmallestMemory">Least memory in MiB that reaches the prompt; null when it was not found.</param>
internal sealed record KernelSize(long ImageBytes, long PackedBytes, int? SmallestMemory)
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The image in MiB, as text.</summary>
    public string Image => Text(ImageBytes);

    /// <summary>The packed image in MiB, as text.</summary>
    public string Packed => Text(PackedBytes);

    /// <summary>The least memory, as text.</summary>
    public string Memory => SmallestMemory is { } memory ? string.Create(CultureInfo.InvariantCulture, $"{memory} MiB") : "-";

    /// <summary>Measures an image.</summary>
    public static KernelSize Of(string image, int? smallestMemory)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(image));
        }

        return new KernelSize(new FileInfo(image).Length, packed.Length, smallestMemory);
    }

    private static string Text(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte:0.00} MiB");
}

/// <summary>Linux's side of the report.</summary>
/// <param name="Source">Where its figures come from, a sentence.</param>
/// <param name="Size">Its size.</param>
/// <param name="Values">Figures by name, as text.</param>
internal sealed record Yardstick(string Source, KernelSize Size, IReadOnlyDictionary<string, string> Values)
{
    // These stand in the text of the measurement that bench/linux-6.12.csv comes from.
    private static readonly KernelSize s_keptSize = new(31_165_952, 10_400_000, 82);

    /// <summary>The figures that are kept in the repository.</summary>
    public static Yardstick FromTable(IReadOnlyList<IReadOnlyDictionary<string, string>> rows, string column) => new(
        $"Debian trixie's 6.12 for riscv64, the same machine and the same binaries, column `{column}` of [linux-6.12.csv](../bench/linux-6.12.csv).",
        s_keptSize,
        rows.ToDictionary(row => row["name"], row => row[column], StringComparer.Ordinal));

    /// <summary>Figures of the same run.</summary>
    public static Yardstick FromRun(string version, KernelSize size, IReadOnlyList<Figure> figures) => new(
        $"{version}, Debian trixie's for riscv64, measured in the same run: same host, same QEMU, same binaries.",
        size,
        figures.ToDictionary(figure => figure.Name, figure => figure.Number is { } number ? Measurement.Format(number) : figure.Value, StringComparer.Ordinal));

    /// <summary>A figure as a number, or null.</summary>
    public double? Number(string name) =>
        Values.TryGetValue(name, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
