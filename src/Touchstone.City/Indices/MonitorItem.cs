using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>
/// A line of a monitor: an indicator under a heading of the guide, its target if a document has one, and, where no figure is published, why. A monitor is a view and
/// not an index: without targets with documents there is no score of a heading and none over all.
/// </summary>
public sealed class MonitorItem : IVersioned
{
    public required string Monitor { get; init; }
    /// <summary>Place in the list, from 1.</summary>
    public required long Place { get; init; }
    public required string Heading { get; set; }
    public required string HeadingZh { get; set; }
    public required string HeadingEn { get; set; }
    public required IndicatorCode Indicator { get; set; }
    /// <summary>Where the line is from: <c>list</c> (the monitoring list) or <c>supplement</c>.</summary>
    public required string Origin { get; set; }
    public double? Target { get; set; }
    public string? TargetPeriod { get; set; }
    /// <summary>The document that sets the target; without one there is no target.</summary>
    public string? TargetDocument { get; set; }
    public string? WhyEmptyZh { get; set; }
    public string? WhyEmptyEn { get; set; }
    public long Version { get; set; }

    public Text HeadingName => new(HeadingZh, HeadingEn);
    public Text WhyEmpty => new(WhyEmptyZh ?? "", WhyEmptyEn ?? "");
}
