using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Touchstone.Files;

/// <summary>A node of a YAML file that knows its line and column.</summary>
internal abstract record YamlNode(Place Where);
/// <summary>A scalar; quoted ones are text whatever they look like.</summary>
internal sealed record YamlScalar(string Text, bool Quoted, Place Where) : YamlNode(Where)
{
    public bool IsEmpty => !Quoted && Text is "" or "~" or "null";
}
internal sealed record YamlList(ImmutableArray<YamlNode> Items, Place Where) : YamlNode(Where);
internal sealed record YamlMap(ImmutableArray<YamlEntry> Entries, Place Where) : YamlNode(Where);
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>
/// Reads one YAML document into a tree, from the parser's events: every node keeps its mark, nesting and size are bounded,
/// and anchors, aliases and tags are refused (a small file can unfold them into gigabytes, and a recipe needs none).
/// </summary>
internal sealed class YamlTree
{
    private const int Deepest = 24, MostNodes = 200_000;
    private readonly string _file;
    private readonly FindingList _findings;
    private readonly Stack<Level> _open = new();
    private YamlNode? _root;

    private YamlTree(string file, FindingList findings) => (_file, _findings) = (file, findings);

    private sealed class Level(bool isMap, Place where)
    {
        public bool IsMap { get; } = isMap;
        public Place Where { get; } = where;
        public List<YamlNode> Items { get; } = [];
        public List<YamlEntry> Entries { get; } = [];
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
        public YamlScalar? Key { get; set; }
        public bool KeyRefused { get; set; }
    }

    /// <summary>The root of the document; null when it cannot be read (the findings say why) or is empty.</summary>
    public static YamlNode? Read(string text, string file, FindingList findings)
    {
        var tree = new YamlTree(file, findings);
        try { return tree.Build(new Parser(new StringReader(text))) ? tree._root : null; }
        catch (YamlException e) { tree.Syntax(tree.At(e.Start), e.Message); }
        catch (Exception e) when (e is not OutOfMemoryException) { tree.Syntax(new Place(file), e.Message); }
        return null;
    }

    private bool Build(Parser parser)
    {
        int nodes = 0, documents = 0;
        while (parser.MoveNext())
        {
            var e = parser.Current!;
            if (e is NodeEvent node && (++nodes > MostNodes || _open.Count > Deepest)) return TooLarge(At(e.Start));
            if (e is AnchorAlias) RefuseAnchor(At(e.Start));
            else if (e is NodeEvent some) RefuseExtras(some);
            switch (e)
            {
                case DocumentStart when ++documents > 1:
                    _findings.Error("yaml.documents", At(e.Start),
                        new("文件中有不止一个 YAML 文档。", "The file holds more than one YAML document."),
                        new("只保留第一个“---”之后的内容。", "Keep one document; remove the second “---” and what follows."));
                    return false;
                case Scalar s: Put(new YamlScalar(s.Value, s.Style != ScalarStyle.Plain, At(s.Start))); break;
                case AnchorAlias: Put(new YamlScalar("", false, At(e.Start))); break;
                case SequenceStart: _open.Push(new Level(false, At(e.Start))); break;
                case MappingStart: _open.Push(new Level(true, At(e.Start))); break;
                case SequenceEnd: { var level = _open.Pop(); Put(new YamlList([.. level.Items], level.Where)); break; }
                case MappingEnd: { var level = _open.Pop(); Put(new YamlMap([.. level.Entries], level.Where)); break; }
            }
        }
        return true;
    }

    private void Put(YamlNode node)
    {
        if (!_open.TryPeek(out var level)) { _root ??= node; return; }
        if (!level.IsMap) { level.Items.Add(node); return; }
        if (level.Key is null && !level.KeyRefused) { TakeKey(level, node); return; }
        if (level.Key is { } key) level.Entries.Add(new YamlEntry(key, node));
        level.Key = null;
        level.KeyRefused = false;
    }

    private void TakeKey(Level level, YamlNode node)
    {
        if (node is YamlScalar key && level.Keys.Add(key.Text)) { level.Key = key; return; }
        level.KeyRefused = true;
        if (node is YamlScalar twice)
            _findings.Error("yaml.key-duplicate", twice.Where,
                new($"键“{Numbers.Shown(twice.Text)}”出现了两次。", $"The key '{Numbers.Shown(twice.Text)}' is there twice."),
                new("只保留一处。", "Keep one of them."));
        else
            _findings.Error("yaml.key-not-word", node.Where,
                new("键应是一个词，而不是列表或映射。", "A key is a word, not a list or a mapping."),
                new("检查缩进和冒号。", "Check the indentation and the colons."));
    }

    private void RefuseExtras(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty) RefuseAnchor(At(node.Start));
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            _findings.Error("yaml.tag", At(node.Start),
                new("不支持 YAML 的类型标签（!）。", "YAML tags (!) are not supported."),
                new("删去标签；以 ! 开头的文字请加引号。", "Remove the tag; quote a text that begins with !."));
    }

    private void RefuseAnchor(Place where) => _findings.Error("yaml.anchor", where,
        new("不支持 YAML 的锚点和引用（& 和 *）。", "YAML anchors and aliases (& and *) are not supported."),
        new("把内容完整写出；以 * 或 & 开头的文字请加引号。", "Write the content out; quote a text that begins with * or &."));

    private bool TooLarge(Place where)
    {
        _findings.Error("yaml.too-large", where,
            new("YAML 的层级过深或节点过多。", "The YAML is nested too deeply or has too many nodes."),
            new("测算方案只有几层；检查文件是否放错。", "A recipe has a few levels; check that this is the right file."));
        return false;
    }

    private void Syntax(Place where, string message) => _findings.Error("yaml.syntax", where,
        new($"不是合法的 YAML:{Numbers.Shown(message)}", $"This is not valid YAML: {message}"),
        new("检查缩进（只用空格）、冒号后的空格和引号；含“： ”、“#”或以符号开头的文字要加引号。",
            "Check indentation (spaces only), the space after a colon, and quotes; text with “: ” or “#” in it, or that begins with a symbol, needs quotes."));

    private Place At(Mark mark) => new(_file, null, (int)Math.Min(mark.Line, int.MaxValue), mark.Column.ToString(CultureInfo.InvariantCulture));
}
