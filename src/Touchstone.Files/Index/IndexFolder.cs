using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>The framework, the units and the recipe of an index, without its data.</summary>
public sealed record IndexDesign(Framework Framework, ImmutableArray<Unit> Units, Recipe Recipe);

/// <summary>
/// An index as files: <c>index.yaml</c>, <c>units.csv</c>, <c>indicators.csv</c>, <c>data.csv</c> (and <c>frame.json</c> where the recipe names it).
/// Read whole or refused with every finding, each with file, line, column and what to do; written canonically, so that what is written reads back the same.
/// </summary>
/// <param name="Input">Framework, units, data.</param>
/// <param name="Recipe">The recipe.</param>
public sealed record IndexFolder(IndexInput Input, Recipe Recipe)
{
    /// <summary>The recipe's file.</summary>
    public const string RecipeName = "index.yaml";

    /// <summary>Reads a folder on disk.</summary>
    public static Outcome<IndexFolder> Read(string directory) => Load(directory).Match(d => Read(d.Value), r => Outcome.Refused<IndexFolder>(r.Findings));

    /// <summary>Reads a folder kept as named bytes.</summary>
    public static Outcome<IndexFolder> Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var findings = new FindingList();
        var design = new DesignReading(files, findings);
        var data = design.TableOf(DataFile.Name) is { } table ? DataFile.Read(table, design.DataShape, findings) : null;
        if (data is null || design.Framework is not { } framework || design.Recipe is not { } recipe) return Outcome.Refused<IndexFolder>(findings.ToImmutable());
        var input = new IndexInput(framework, design.Units, data);
        Check(input, recipe, findings);
        return findings.HasErrors
            ? Outcome.Refused<IndexFolder>(findings.ToImmutable())
            : Outcome.Done(new IndexFolder(input, recipe.Recipe) { Reading = recipe }, findings.ToImmutable());
    }

    private RecipeReading? Reading { get; init; }

    /// <summary>Findings of the engine (from a run of this folder) at their lines in its files.</summary>
    public ImmutableArray<Finding> Locate(IEnumerable<Finding> findings) => [.. Reading is { } reading ? findings.Select(reading.Locate) : findings];

    /// <summary>
    /// What the engine knows to be wrong before a run, at its line. A recipe with faults of its own is not checked (a step that could not be read would be
    /// missed), and with faulty data nothing is said of the data again.
    /// </summary>
    private static void Check(IndexInput input, RecipeReading recipe, FindingList findings)
    {
        if (findings.HasErrorsIn(RecipeName)) return;
        if (!recipe.FrameIsStated && input.Data.Rows.Select(r => r.Period).Distinct().Skip(1).Any())
            findings.Info("recipe.frame-unstated", recipe.Frame,
                new("数据有多个时期，而方案没有写 frame：按 per-period 计算，各期得分不可比。", "The data has several periods and the recipe states no frame: it is per-period, and scores of different periods cannot be compared."),
                new("写上 frame: per-period 以示确认，或改用 pooled、{base: […]}。", "State frame: per-period to confirm it, or use pooled or {base: […]}."));
        bool dataIsFaulty = findings.HasErrorsIn(DataFile.Name) || findings.HasErrorsIn(UnitsFile.Name);
        foreach (var finding in IndexBuild.Check(input, recipe.Recipe))
        {
            bool aboutData = finding.Code.StartsWith("data.", StringComparison.Ordinal) || finding.Code.StartsWith("unit.", StringComparison.Ordinal);
            if (!dataIsFaulty || !aboutData) findings.Add(recipe.Locate(finding));
        }
    }

    /// <summary>Reads a folder whose data comes from elsewhere: framework, units and recipe only.</summary>
    public static Outcome<IndexDesign> ReadDesign(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var findings = new FindingList();
        var design = new DesignReading(files, findings);
        return findings.HasErrors || design.Framework is not { } framework || design.Recipe is not { } recipe
            ? Outcome.Refused<IndexDesign>(findings.ToImmutable())
            : Outcome.Done(new IndexDesign(framework, design.Units, recipe.Recipe), findings.ToImmutable());
    }

    /// <summary>Reads the design of a folder on disk.</summary>
    public static Outcome<IndexDesign> ReadDesign(string directory) =>
        Load(directory).Match(d => ReadDesign(d.Value), r => Outcome.Refused<IndexDesign>(r.Findings));

    /// <summary>The files of an index, as bytes by name: the same for the same input and recipe.</summary>
    public static ImmutableSortedDictionary<string, byte[]> Write(IndexInput input, Recipe recipe)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        files[RecipeName] = System.Text.Encoding.UTF8.GetBytes(RecipeWriter.Write(recipe));
        files[IndicatorsFile.Name] = IndicatorsFile.Write(input.Framework.Nodes);
        files[UnitsFile.Name] = UnitsFile.Write(input.Units);
        files[DataFile.Name] = DataFileWriter.Write(input.Data);
        if (recipe.Frame is FrameRule.Frozen frozen) files[FrameFile.Name] = FrameFile.Write(frozen.Frame);
        return files.ToImmutable();
    }

    /// <summary>Writes the folder of an index, all or nothing; the outcome is the full path. Refused when there is something.</summary>
    public static Outcome<string> WriteTo(string directory, IndexInput input, Recipe recipe) => WholeFolder.Write(directory, RecipeName, ExistingFolder.Refuse, Write(input, recipe));

    /// <summary>The four files, a frame of any name, errors of single cells, and what may be one of them under a wrong name.</summary>
    private static bool MayBelong(string name) => Path.GetExtension(name).ToLowerInvariant() is ".yaml" or ".yml" or ".json"
        || name.StartsWith("errors", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || Words.Nearest(name, [UnitsFile.Name, IndicatorsFile.Name, DataFile.Name]) is not null;

    /// <summary>The bytes of the files that an index may have.</summary>
    public static Outcome<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> Load(string directory)
    {
        if (!Directory.Exists(directory))
            return Outcome.Refused<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(Finding.Error("folder.missing", new Place(directory),
                new("文件夹不存在。", "There is no such folder."),
                new("检查路径；指数文件夹应含 index.yaml。", "Check the path; the folder of an index holds index.yaml.")));
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (string path in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
        {
            if (!MayBelong(Path.GetFileName(path))) continue;
            try { files[Path.GetFileName(path)] = File.ReadAllBytes(path); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                findings.Add(Finding.Error("folder.unreadable", new Place(Path.GetFileName(path)),
                    new($"无法读取文件：{e.Message}", $"The file cannot be read: {e.Message}"),
                    new("关闭占用此文件的程序，或检查权限。", "Close the program that holds it, or check its permissions.")));
            }
        }
        return findings.Count > 0
            ? Outcome.Refused<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(findings)
            : Outcome.Done<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(files);
    }
}
