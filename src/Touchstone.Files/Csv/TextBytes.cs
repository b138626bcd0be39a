using System.Text;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How the bytes of a text file are read.</summary>
public enum TextEncoding
{
    /// <summary>By its byte order mark; else UTF-8; else, when the bytes are no UTF-8, GB18030, and a finding says so.</summary>
    Detect,
    /// <summary>UTF-8.</summary>
    Utf8,
    /// <summary>GB18030, which holds GBK and GB2312.</summary>
    Gb18030,
}

/// <summary>Bytes to text, refusing what is not text.</summary>
internal static class TextBytes
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, true);
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("The framework has no GB18030.");

    public static string? Decode(ReadOnlySpan<byte> bytes, string file, TextEncoding encoding, FindingList findings)
    {
        string? text = encoding switch
        {
            TextEncoding.Detect => Detect(bytes, file, findings),
            TextEncoding.Utf8 => Strict(Utf8, bytes),
            TextEncoding.Gb18030 => Strict(Gb18030, bytes),
        };
        if (text is null)
        {
            findings.Error("text.encoding", new Place(file),
                new("文件既不是 UTF-8，也不是 GB18030 编码的文本。", "The file is text in neither UTF-8 nor GB18030."),
                new("请用表格软件另存为“CSV UTF-8”。", "Save it again as “CSV UTF-8”."));
            return null;
        }
        if (text.Length > 0 && text[0] == '\uFEFF') text = text[1..];
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul < 0) return text;
        findings.Error("text.binary", new Place(file, null, 1 + text.AsSpan(0, nul).Count('\n')),
            new("文件含有空字符，不是文本文件。", "The file has NUL characters: it is not a text file."),
            new("如果是 Excel 工作簿，请保留 .xlsx 扩展名，或另存为“CSV UTF-8”。", "If it is a workbook, keep the name .xlsx, or save it as “CSV UTF-8”."));
        return null;
    }

    private static string? Detect(ReadOnlySpan<byte> bytes, string file, FindingList findings)
    {
        if (bytes is [0xFF, 0xFE, ..]) return Strict(new UnicodeEncoding(false, false, true), bytes);
        if (bytes is [0xFE, 0xFF, ..]) return Strict(new UnicodeEncoding(true, false, true), bytes);
        if (Strict(Utf8, bytes) is { } utf8) return utf8;
        if (bytes is [0xEF, 0xBB, 0xBF, ..] || Strict(Gb18030, bytes) is not { } chinese) return null;
        findings.Info("text.gb18030", new Place(file),
            new("文件不是 UTF-8，已按 GB18030 读取。", "The file is not UTF-8; it was read as GB18030."),
            new("请核对中文名称；另存为“CSV UTF-8”可免此提示。", "Check the names; saved as “CSV UTF-8” the file needs no guess."));
        return chinese;
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try { return encoding.GetString(bytes); }
        catch (ArgumentException) { return null; }   // the decoder's own refusal
    }
}
