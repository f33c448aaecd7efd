namespace Comptoir.Offices;

/// <summary>The time zones an office can count its days in, by their IANA names.</summary>
static class TimeZones
{
    /// <summary>The zones of regions (Europe/Paris), without those of bare offsets and abbreviations.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && zone.Id.Contains('/', StringComparison.Ordinal))
            .Select(zone => zone.Id)
            .Append(OfThisMachine)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The machine's own; UTC where it has none of a region.</summary>
    public static string OfThisMachine =>
        TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(TimeZoneInfo.Local.Id, out var iana) ? iana
        : "Etc/UTC";
}
