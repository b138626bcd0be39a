using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The address of every kind of page, in one place. State (period, city …) is added by <see cref="Here.To"/>.</summary>
internal static class Links
{
    public static string Index(string index) => "/index/" + Uri.EscapeDataString(index);
    public static string Published(string index) => Index(index) + "/published";
    public static string Audit(string index) => Index(index) + "/audit";
    public static string Robustness(string index) => Index(index) + "/robustness";
    public static string Indicator(IndicatorCode code) => "/indicator/" + Uri.EscapeDataString(code.Value);
    public static string City(AreaCode area) => "/city/" + Uri.EscapeDataString(area.Value);
    public static string Explain(BuildId build, UnitCode unit, IndicatorCode node) =>
        $"/explain/{build.Value[..Math.Min(ShortBuild, build.Value.Length)]}/{Uri.EscapeDataString(unit.Value)}/{Uri.EscapeDataString(node.Value)}";
    /// <summary>The original file of a return, as received.</summary>
    public static string Original(long submission) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/submissions/{submission}/file");

    /// <summary>So many characters of a build's identity are shown and accepted in addresses.</summary>
    public const int ShortBuild = 12;
}
