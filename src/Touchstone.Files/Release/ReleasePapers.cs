using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// The papers that come with a release, in Markdown and both languages, made from the index: a concept note (why each indicator is there), a page of limitations, and a template for an audit report with
/// the numbers filled in and the judgement left to a person. The same build gives the same bytes.
/// </summary>
internal static class ReleasePapers
{
    public static ImmutableSortedDictionary<string, byte[]> Of(IndexAudit audit)
    {
        var papers = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (string language in (string[])["zh", "en"])
        {
            papers[$"concept.{language}.md"] = new Paper(audit, language).Concept();
            papers[$"limitations.{language}.md"] = new Paper(audit, language).Limitations();
            papers[$"audit-report.{language}.md"] = new AuditReportPaper(audit, language).Write();
        }
        return papers.ToImmutable();
    }

    /// <summary>A paper under way.</summary>
    internal class Paper(IndexAudit audit, string language)
    {
        private readonly StringBuilder _out = new();

        protected IndexAudit Audit { get; } = audit;
        protected IndexBuild Build => Audit.Build;
        protected string Say(string zh, string en) => language == "zh" ? zh : en;
        protected string Say(Text text) => text.For(language);
        protected void Heading(int level, string zh, string en) => _out.Append('\n').Append('#', level).Append(' ').Append(Say(zh, en)).Append("\n\n");
        protected void Line(string zh, string en) => _out.Append(Say(zh, en)).Append('\n');
        protected void Raw(string text) => _out.Append(text).Append('\n');
        protected void Row(params IEnumerable<string> cells) => _out.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
        protected void Columns(params string[] headings)
        {
            Row(headings);
            _out.Append('|').Append(string.Concat(Enumerable.Repeat("---|", headings.Length))).Append('\n');
        }
        protected string NameOf(IndicatorCode code) => Build.Input.Framework.Find(code) is { } node && !node.Name.IsEmpty ? $"{Say(node.Name)} (`{code}`)" : $"`{code}`";
        protected byte[] Bytes() => Encoding.UTF8.GetBytes(_out.ToString().TrimStart('\n'));

        protected static string Count(int n) => n.ToString(CultureInfo.InvariantCulture);
        protected static string Percent(double share) => ReportPage.Percent(share);
        protected static string Two(double? value) => value is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : "—";

        /// <summary>Text of data inside a table or a paragraph: no bar, no line break, nothing that begins markup.</summary>
        private static string Cell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

        protected void Title(string zh, string en)
        {
            Raw($"# {Say(Build.Recipe.Name)}{Say("：", ": ")}{Say(zh, en)}\n");
            Line($"测算批次 `{Build.Id}`，方法版本 {Methods.Version}。本页由指数的文件生成。", $"Build `{Build.Id}`, methods version {Methods.Version}. This page is made from the files of the index.");
        }

        public byte[] Concept()
        {
            Title("概念说明", "concept note");
            var framework = Build.Input.Framework;
            if (!framework.Root.Definition.IsEmpty) { Heading(2, "测的是什么", "What is measured"); Raw(Say(framework.Root.Definition)); }
            var shares = new Dictionary<IndicatorCode, double>();
            foreach (var node in Build.Scores.Nodes) shares[node.Code] = node.Parent is { } parent && shares.TryGetValue(parent, out double above) ? above * node.Weight : 1;
            Heading(2, "维度与指标", "Dimensions and indicators");
            foreach (var parent in Build.Scores.Nodes.Where(n => n.Kind == NodeKind.Aggregate))
            {
                var node = framework.Find(parent.Code)!;
                Raw($"\n### {NameOf(parent.Code)}{Say("，占 ", ", ")}{Percent(shares[parent.Code])}{Say("", " of the index")}\n");
                if (!node.Reason.IsEmpty) Raw(Say(node.Reason) + "\n");
                else if (!node.Definition.IsEmpty) Raw(Say(node.Definition) + "\n");
                var children = Build.Scores.Nodes.Where(n => n.Parent == parent.Code && n.Kind == NodeKind.Indicator).ToList();
                if (children.Count == 0) continue;
                Columns(Say("指标", "Indicator"), Say("占总指数", "Of the index"), Say("方向", "Better"), Say("单位", "Unit"), Say("定义", "Definition"), Say("为什么纳入", "Why it is there"));
                foreach (var child in children)
                {
                    var of = framework.Find(child.Code)!;
                    Row(NameOf(child.Code), Percent(shares[child.Code]), of.Direction == Direction.LowerIsBetter ? Say("越低越好", "lower") : of.Direction == Direction.HigherIsBetter ? Say("越高越好", "higher") : Say("中性", "neutral"), Say(of.Unit),
                        of.Definition.IsEmpty ? Say("（未写明）", "(not stated)") : Say(of.Definition), of.Reason.IsEmpty ? Say("（未写明）", "(not stated)") : Say(of.Reason));
                }
            }
            int silent = framework.Indicators.Count(n => n.Reason.IsEmpty);
            if (silent > 0) { Raw(""); Line($"{Count(silent)} 个指标没有写明纳入的理由：请在 indicators.csv 的 reason_zh、reason_en 两列补上。", $"{Count(silent)} indicators state no reason: write it in the columns reason_zh and reason_en of indicators.csv."); }
            Heading(2, "如何测算", "How it is made");
            foreach (var line in RecipeText.Lines(Build.Recipe)) Raw($"* {(line.Code is { } code ? NameOf(code) + Say("：", ": ") : "")}{Say(line.Words)}");
            return Bytes();
        }

        public byte[] Limitations()
        {
            Title("局限", "limitations");
            var scores = Build.Scores;
            int imputed = Build.Steps.Where(s => s.Step is Impute).Sum(s => s.Changes.Count), treated = Build.Steps.Where(s => s.Step is Treat or Transform).Sum(s => s.Changes.Count);
            int missing = Audit.Availability.Sum(a => a.Missing), applicable = Audit.Availability.Sum(a => a.Applicable);
            int unranked = scores.Statuses.Count(s => s == RowStatus.Unranked);
            int Marked(CellMarks mark) => Build.Input.Data.Columns.Sum(c => Enumerable.Range(0, c.Count).Count(r => (c.MarksAt(r) & mark) != CellMarks.None));
            Heading(2, "不能怎样用", "What it must not be used for");
            Line("* 得分只在同一可比口径内可比；不同口径之间只能比较位次。", "* Scores are comparable inside one frame only; between frames, compare ranks.");
            Line("* 位次的差别小于情景区间时，不要说谁先谁后。", "* Where ranks differ by less than their ranges over scenarios, do not say who is ahead.");
            Line("* 指数是算术，不说明因果：它不说什么会使数据变动。", "* An index is arithmetic, not causality: it does not say what moves a figure.");
            if (Build.Recipe.Frame is FrameRule.PerPeriod && scores.Rows.Select(r => r.Period).Distinct().Skip(1).Any()) Line("* 各期口径不同，得分不能跨期比较。", "* Each period has a frame of its own: scores cannot be compared over time.");
            Heading(2, "数据", "Data");
            Line($"* 适用的单元格 {Count(applicable)} 个，缺 {Count(missing)} 个；插补 {Count(imputed)} 个，异常值处理或变换改动 {Count(treated)} 个。", $"* Of {Count(applicable)} cells that apply {Count(missing)} are missing; {Count(imputed)} were imputed, {Count(treated)} changed by treatment or a bound.");
            Line($"* 初步数据 {Count(Marked(CellMarks.Provisional))} 个，未核实 {Count(Marked(CellMarks.Unverified))} 个，沿用 {Count(Marked(CellMarks.CarriedForward))} 个。", $"* {Count(Marked(CellMarks.Provisional))} figures are provisional, {Count(Marked(CellMarks.Unverified))} unverified, {Count(Marked(CellMarks.CarriedForward))} carried forward.");
            Line($"* 只计分、不排名的有 {Count(unranked)} 行。", $"* {Count(unranked)} rows are scored and not ranked.");
            foreach (var s in Audit.Statistics.Where(s => s.Flags != StatisticFlags.None))
                Raw($"* {NameOf(s.Code)}{Say("：", ": ")}{string.Join(Say("、", ", "), Enum.GetValues<StatisticFlags>().Where(f => f != StatisticFlags.None && s.Flags.HasFlag(f)).Select(f => Say(CheckWords.Of(f))))}");
            Heading(2, "结构", "Structure");
            if (Audit.Notes.IsEmpty) Line("* 一致性审查没有发现问题。", "* The coherence audit found nothing.");
            foreach (var note in Audit.Notes) Raw($"* {Say(note.What)} {Say(note.Action)}");
            Heading(2, "稳健性", "Robustness");
            Line("* 本包没有位次区间；包内如有 `stated/uncertainty.yaml`，把它放进 `input/`，用 `touchstone index uncertainty` 测算。", "* The bundle has no ranges of ranks; where it has `stated/uncertainty.yaml`, put that into `input/` and run `touchstone index uncertainty`.");
            if (Audit.Methods is { } methods)
                Line($"* 与整表方法位次的秩相关：Copeland {Two(methods.Agreement(r => r.CopelandRank).Value)}，TOPSIS {Two(methods.Agreement(r => r.TopsisRank).Value)}，PROMETHEE II {Two(methods.Agreement(r => r.NetFlowRank).Value)}。",
                    $"* Rank correlation with methods of the whole table: Copeland {Two(methods.Agreement(r => r.CopelandRank).Value)}, TOPSIS {Two(methods.Agreement(r => r.TopsisRank).Value)}, PROMETHEE II {Two(methods.Agreement(r => r.NetFlowRank).Value)}.");
            foreach (var finding in Build.Findings.Where(f => f.Severity != Severity.Info).Take(50)) Raw($"* {Say(finding.What)} {Say(finding.Fix)}");
            return Bytes();
        }
    }

    /// <summary>A template for an audit report: the order of a statistical audit, the numbers filled in, the judgement left open.</summary>
    private sealed class AuditReportPaper(IndexAudit audit, string language) : Paper(audit, language)
    {
        public byte[] Write()
        {
            Title("审查报告（模板）", "audit report (template)");
            Line("方括号内由审查人填写。数字取自本次测算；完整表格在 audit/ 文件夹。", "What stands in brackets is for the auditor to write. Numbers are those of this build; the folder audit/ has the tables in full.");
            Heading(2, "1. 概念与结构", "1. Concept and structure");
            Ask("概念是否清楚，指标是否说明它？", "Is the concept clear, and do the indicators speak of it?");
            Ask("权重的理由是否写明？", "Is the reason for the weights stated?");
            Heading(2, "2. 数据", "2. Data");
            Columns(Say("指标", "Indicator"), Say("有数", "Present"), Say("偏度", "Skewness"), Say("峰度", "Kurtosis"), Say("留意", "Look at"));
            foreach (var s in Audit.Statistics)
                Row(NameOf(s.Code), s.ShareOfPresent is { } present ? Percent(present) : "—", Two(s.Skewness), Two(s.Kurtosis), string.Join(Say("、", ", "), Enum.GetValues<StatisticFlags>().Where(f => f != StatisticFlags.None && s.Flags.HasFlag(f)).Select(f => Say(CheckWords.Of(f)))));
            Ask("来源、时效和插补是否可以接受？", "Are sources, age and imputation acceptable?");
            Heading(2, "3. 统计一致性", "3. Statistical coherence");
            Columns(Say("节点", "Node"), Say("第一主成分", "First component"), "KMO", Say("α", "Alpha"));
            foreach (var a in Audit.Aggregates) Row(NameOf(a.Code), a.Components is { } c ? Percent(c.Share(0)) : "—", Two(a.Adequacy?.Overall), Two(a.Reliability.Alpha));
            Raw("");
            if (Audit.Notes.IsEmpty) Line("一致性审查没有发现问题。", "The coherence audit found nothing.");
            foreach (var note in Audit.Notes) { Raw($"* {Say(note.What)} {Say(note.Action)}"); Line("  [ 接受 / 不接受，理由： ]", "  [ accepted / not accepted, because: ]"); }
            Heading(2, "4. 权重与影响力", "4. Weight and importance");
            Columns(Say("指标", "Indicator"), Say("权重", "Weight"), Say("影响份额", "Share of importance"), Say("剔除后平均位次变动", "Mean rank shift without it"));
            var removal = Audit.Removal.ToDictionary(e => e.Element!.Value, e => e.MeanShift);
            foreach (var i in Audit.OfIndex) Row(NameOf(i.Node), Percent(i.Weight), i.Share is { } share ? Percent(share) : "—", Two(removal.GetValueOrDefault(i.Node)));
            Ask("影响力与权重的差别是否有意为之？", "Is it meant that importance and weight differ so?");
            Heading(2, "5. 稳健性", "5. Robustness");
            Ask("位次区间和最有影响的因素（touchstone index uncertainty、index sensitivity）：", "Ranges of ranks, and the factors that matter most (touchstone index uncertainty, index sensitivity):");
            Heading(2, "6. 结论", "6. Conclusion");
            Ask("可以发布 / 修改后发布 / 不宜发布：", "May be published / after changes / should not be published:");
            Ask("审查人、单位、日期：", "Auditor, institution, date:");
            return Bytes();
        }

        private void Ask(string zh, string en)
        {
            Raw("");
            Line($"{zh} [　　]", $"{en} [      ]");
        }
    }
}
