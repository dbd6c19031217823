// A card image in words: for a person, and as JSON.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Lume.Flasher.Images;

namespace Lume.Cli.Flashing;

/// <summary>Describes cards.</summary>
internal static class CardReport
{
    /// <summary>What would be made, step by step.</summary>
    public static IReadOnlyList<string> Plan(CardImage card, string output) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"make {output}: a disk of {card.Table.DiskSectors * GptTable.SectorBytes} bytes with a GUID partition table"),
        .. card.Table.Partitions.Select((one, i) => string.Create(
            CultureInfo.InvariantCulture, $"partition {i + 1} '{one.Name}', type {one.Type}, sectors {one.FirstSector} to {one.LastSector}")),
        $"boot menu {CardImage.BootMenu}: {card.BootMenuText().Trim().ReplaceLineEndings(" | ")}",
        "read it back and compare checksums",
    ];

    /// <summary>What was found, for a person.</summary>
    public static string ToText(CardFinding found)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"disk {found.Table.DiskId}, {found.Table.DiskSectors} sectors of 512 bytes, copy of the table: ");
        text.Append(found.CopyIsValid ? "valid\n" : "missing or different\n");
        foreach (CardPartition one in found.Partitions)
        {
            GptPartition place = one.Partition;
            text.Append(CultureInfo.InvariantCulture, $"{one.Number,3}  {place.Name,-8} {place.FirstSector,10} .. {place.LastSector,-10} {place.Bytes >> 10,9} KiB  {one.Holds}\n");
            one.Files.ToList().ForEach(file => text.Append(CultureInfo.InvariantCulture, $"       {file}\n"));
        }

        if (found.BootMenu is { } menu)
        {
            text.Append(CultureInfo.InvariantCulture, $"{CardImage.BootMenu}:\n       {menu.Trim().ReplaceLineEndings("\n       ")}\n");
        }

        return text.ToString();
    }

    /// <summary>What was found, for a program.</summary>
    public static JsonObject ToJson(CardFinding found) => new()
    {
        ["result"] = "card",
        ["disk"] = found.Table.DiskId.ToString(),
        ["sectors"] = found.Table.DiskSectors,
        ["tableCopyIsValid"] = found.CopyIsValid,
        ["partitions"] = new JsonArray([.. found.Partitions.Select(one => new JsonObject
        {
            ["number"] = one.Number,
            ["name"] = one.Partition.Name,
            ["type"] = one.Partition.Type.ToString(),
            ["id"] = one.Partition.Id.ToString(),
            ["firstSector"] = one.Partition.FirstSector,
            ["lastSector"] = one.Partition.LastSector,
            ["holds"] = one.Holds,
            ["files"] = new JsonArray([.. one.Files.Select(file => JsonValue.Create(file))]),
        })]),
        ["bootMenu"] = found.BootMenu,
    };
}
