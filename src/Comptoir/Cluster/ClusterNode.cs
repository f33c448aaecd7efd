namespace Comptoir.Cluster;

/// <summary>
/// A process that works on this database. Alone or with others: each says now and then that it lives, and takes its share of
/// what is to be done. Of the installation, not of an office.
/// </summary>
public sealed class ClusterNode
{
    /// <summary>A process that has given no sign of life for so long is believed dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(9);

    /// <summary>Machine, process and when it started.</summary>
    public required string Name { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>When it started, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>Its last sign of life, UTC.</summary>
    public required DateTime AliveAt { get; set; }

    /// <summary>It takes nothing new any more: it is being stopped.</summary>
    public bool IsStopping { get; set; }
}
