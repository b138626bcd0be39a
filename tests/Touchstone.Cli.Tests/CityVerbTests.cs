using System.Text.Json;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

/// <summary>The verbs that need the database, over the real samples, on a database of their own.</summary>
public sealed class CityVerbTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "huangshi");
    private readonly TemporaryFolder _folder = new();

    private string Database => Path.Combine(_folder.Path, "city.db");
    private string In(string name) => Path.Combine(_folder.Path, name);

    private Ran Run(params string[] args) => Ran.Line([.. args, "--db", Database]);

    private JsonElement Json(int code, params string[] args)
    {
        var ran = Run([.. args, "--json"]);
        Assert.True(ran.Code == code, $"{ran.Code}\n{ran.Out}\n{ran.Err}");
        return JsonDocument.Parse(ran.Out).RootElement;
    }

    private void ImportSamples(params string[] returns)
    {
        Assert.Equal(ExitCode.Done, Run("migrate").Code);
        foreach (string file in (string[])["areas.csv", "departments.csv", "duties.csv", "catalogue.csv", .. returns.Select(r => "returns/" + r)])
            Assert.Equal(ExitCode.Done, Run("import", Path.Combine(Samples, file)).Code);
    }

    [Fact]
    public void Spine_FromFilesToAnExplainedScore_RunsOnTheCommandLine()
    {
        ImportSamples("10-gdp.csv", "20-population.csv", "30-fdi.csv", "40-inventions-granted.csv", "50-patents-granted.csv");
        Assert.Equal(ExitCode.Done, Run("import", Path.Combine(Samples, "indices", "open-benchmark")).Code);
        string build = Json(ExitCode.Done, "build", "open-benchmark", "--period", "2020,2021").GetProperty("build").GetString()!;

        var score = Json(ExitCode.Done, "explain", "open-benchmark", "--area", "420200", "--period", "2021");
        Assert.Equal(build, score.GetProperty("build").GetString());
        var source = score.GetProperty("sources").GetProperty("GDP");
        string line = File.ReadLines(Path.Combine(Samples, "returns", source.GetProperty("file").GetString()!)).ElementAt(source.GetProperty("row").GetInt32() - 1);
        Assert.StartsWith("420200,GDP,2021," + source.GetProperty("written").GetString() + ",", line, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, Run("export", "index", "open-benchmark", "--out", In("folder")).Code);
        var again = Ran.Line("index", "build", In("folder"), "--json");
        Assert.Equal(build, JsonDocument.Parse(again.Out).RootElement.GetProperty("build").GetString());
        Assert.Equal(File.ReadAllBytes(Path.Combine(Samples, "indices", "open-benchmark", "uncertainty.yaml")), File.ReadAllBytes(Path.Combine(In("folder"), "uncertainty.yaml")));
    }

    [Fact]
    public void Import_OfABrokenReturn_EndsWithItsFindingsAndRecordsNothing()
    {
        ImportSamples();
        File.WriteAllText(In("bad.csv"), "area,indicator,period,value,unit\n420200,GDP,2021,about 1866,亿元\n999999,GDP,2021,1,亿元\n");
        var answer = Json(ExitCode.Findings, "import", In("bad.csv"));
        Assert.Equal("refused", answer.GetProperty("result").GetString());
        Assert.Equal(["number.unreadable", "area.unknown"], answer.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Equal(0, Json(ExitCode.Done, "observations").GetProperty("cells").GetArrayLength());
    }

    /// <summary>Two firms that pass and one that a lower mark lets in; none has entered yet.</summary>
    [Fact]
    public void WhatIf_OverTheRegister_BoundsTheIndicatorsThatCountTheRung()
    {
        Assert.Equal(ExitCode.Done, Run("migrate").Code);
        Assert.Equal(ExitCode.Done, Run("import", Path.Combine(Samples, "areas.csv")).Code);
        string Code(int n) => CreditCode.Reserved(n);
        File.WriteAllText(In("firms.csv"), "统一社会信用代码,企业名称,所在区划,功能区,状态,成立日期,规上企业\n" + string.Concat(Enumerable.Range(1, 3).Select(n => $"{Code(n)},示例{n}（虚构）,420200,,存续,2010-05-01,{(n == 2 ? "否" : "是")}\n")));
        File.WriteAllText(In("years.csv"), "统一社会信用代码,年度,数据来源,职工总数,科技人员数,销售收入(万元),资产总额(万元),成本费用支出总额(万元),研发费用(万元),Ⅰ类知识产权,Ⅱ类知识产权,居民企业,产品属禁止限制淘汰类,失信或异常名录\n"
            + string.Concat(Enumerable.Range(1, 3).Select(n => $"{Code(n)},2021,公开信息,80,8,1000,900,900,80,{(n == 2 ? 0 : 1)},0,是,否,否\n")));
        Assert.Equal(ExitCode.Done, Run("import", In("firms.csv"), "--as", "firms").Code);
        Assert.Equal(ExitCode.Done, Run("import", In("years.csv"), "--as", "firm-years").Code);
        var answer = Json(ExitCode.Done, "rules", "whatif", "tech_sme", "--day", "2022-07-16", "--set", "pass_from=50");   // 4 + 50, and 30 for a class I right
        Assert.Equal((3, 2, 3), (answer.GetProperty("firms").GetInt32(), answer.GetProperty("passingBefore").GetInt32(), answer.GetProperty("passingAfter").GetInt32()));
        var effect = Assert.Single(answer.GetProperty("indicators").EnumerateArray());
        Assert.Equal(("TSME", "0", "1", "0"), (effect.GetProperty("indicator").GetString(), effect.GetProperty("now").GetString(), effect.GetProperty("atMost").GetString(), effect.GetProperty("atLeast").GetString()));
        Assert.Contains("Bounds, not a forecast", Run("rules", "whatif", "tech_sme", "--day", "2022-07-16", "--set", "pass_from=50").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_OfARegister_CountsWithItsRowsAndRecordsWhenAsked()
    {
        ImportSamples();
        Assert.Equal(ExitCode.Done, Run("measure", "--period", "2021", "--indicator", "HTE", "--rows").Code);
        var counted = Assert.Single(Json(ExitCode.Done, "measure", "--period", "2021-12-31", "--indicator", "HTE").GetProperty("figures").EnumerateArray());
        Assert.Equal(("recognitions", "420200", 0.0, 0), (counted.GetProperty("register").GetString(), counted.GetProperty("area").GetString(), counted.GetProperty("value").GetDouble(), counted.GetProperty("rows").GetArrayLength()));
        Assert.Equal(0, Json(ExitCode.Done, "observations", "--indicator", "HTE").GetProperty("cells").GetArrayLength());
        Assert.Equal(1, Json(ExitCode.Done, "measure", "--period", "2021", "--indicator", "HTE", "--record").GetProperty("recorded").GetInt32());
        Assert.Equal(1, Json(ExitCode.Done, "measure", "--period", "2021", "--indicator", "HTE", "--record").GetProperty("unchanged").GetInt32());
        Assert.Equal(0.0, Assert.Single(Json(ExitCode.Done, "observations", "--indicator", "HTE").GetProperty("cells").EnumerateArray()).GetProperty("value").GetDouble());
        Assert.Equal(["measure.unknown"], Json(ExitCode.Refused, "measure", "--period", "2021", "--indicator", "GDP").GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Equal("measure.other-city", Json(ExitCode.Refused, "measure", "--period", "2021", "--area", "420100").GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal(ExitCode.Usage, Run("measure").Code);
    }

    [Fact]
    public void Observations_AsKnownOnADayBeforeTheirRecording_AreNone()
    {
        ImportSamples("70-huangshi-published.csv");
        Assert.True(Json(ExitCode.Done, "observations", "--indicator", "AIR_GOOD", "--area", "420200").GetProperty("cells").GetArrayLength() > 0);
        Assert.Equal(0, Json(ExitCode.Done, "observations", "--known-on", "2001-01-01").GetProperty("cells").GetArrayLength());
        Assert.Equal(ExitCode.Usage, Run("observations", "--known-on", "yesterday").Code);
    }

    [Fact]
    public void Register_ExportedAsKnownOnADay_HasTheRowsRecordedByThen()
    {
        ImportSamples();
        File.WriteAllText(In("firms.csv"), $"统一社会信用代码,企业名称\n{Touchstone.City.Registers.Enterprises.CreditCode.Reserved(1)},示例甲（虚构）\n");
        Assert.Equal(ExitCode.Done, Run("import", In("firms.csv"), "--as", "firms").Code);
        string[] Exported(string day, string view)
        {
            Assert.Equal(ExitCode.Done, Run("export", "register", "firms", "--view", view, "--known-on", day, "--format", "csv", "--out", In("out.csv"), "--force", "--lang", "en").Code);
            return File.ReadAllLines(In("out.csv"));
        }
        string today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["name,as known on"], Exported("2001-01-01", "columns=name"));
        // The option holds, not the day of the view.
        Assert.Equal(["name,as known on", $"示例甲（虚构）,{today}"], Exported(today, "columns=name&asKnownOn=2001-01-01"));
        Assert.Equal(ExitCode.Usage, Run("export", "register", "firms", "--known-on", "yesterday", "--out", In("no.csv")).Code);
    }

    [Fact]
    public void Database_ThatIsMissing_IsRefusedWithWhatToDo()
    {
        var ran = Run("observations");
        Assert.Equal(ExitCode.Refused, ran.Code);
        Assert.Contains("touchstone demo", ran.Err, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public void Backup_RestoredElsewhere_AnswersTheSame()
    {
        ImportSamples("70-huangshi-published.csv");
        string before = Run("observations", "--json").Out;
        Assert.Equal(ExitCode.Done, Run("backup", "--out", In("copy.db")).Code);
        Assert.Equal(ExitCode.Refused, Run("backup", "--out", In("copy.db")).Code);
        Assert.Equal(ExitCode.Done, Ran.Line("restore", In("copy.db"), "--db", In("restored.db")).Code);
        Assert.Equal(before, Ran.Line("observations", "--json", "--db", In("restored.db")).Out);

        using (var stream = new FileStream(In("copy.db"), FileMode.Open)) { stream.Position = 100; stream.WriteByte(0xEE); }
        var damaged = Ran.Line("restore", In("copy.db"), "--db", In("restored.db"), "--force");
        Assert.Equal(ExitCode.Refused, damaged.Code);
        Assert.Contains("backup.hash", damaged.Err, StringComparison.Ordinal);
        Assert.Equal(before, Ran.Line("observations", "--json", "--db", In("restored.db")).Out);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
