using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Touchstone.Model;

namespace Touchstone.Web.Api;

/// <summary>Every refusal of the interface is problem+json; its findings are in the extension <c>findings</c>, in both languages.</summary>
internal static class Problems
{
    private static readonly Text Unsound = new("请求参数有误", "The request is not sound");
    private static readonly Text Refusal = new("未予受理", "Refused");
    private static readonly Text Absent = new("没有此对象", "There is no such thing");
    private static readonly Text MayNotWrite = new("不允许写入", "Writing is not allowed");

    /// <summary>400: parameters that cannot be read or do not fit together.</summary>
    public static ProblemHttpResult BadRequest(IReadOnlyList<Finding> findings) => Of(StatusCodes.Status400BadRequest, Unsound, findings);

    /// <summary>404: the thing named in the address is not there.</summary>
    public static ProblemHttpResult NotFound(Text kind, string code) => Of(StatusCodes.Status404NotFound, Absent,
    [
        Finding.Error("request.not-found", Place.Whole,
            new($"没有{kind.Zh}“{code}”。", $"There is no {kind.En} '{code}'."),
            new("请核对代码；上一级地址列出全部。", "Check the code; the address above this one lists them all.")),
    ]);

    /// <summary>422: read and understood, and refused for what it says; 403 when the actor may not write; 409 when it contradicts what was sent under the same key.</summary>
    public static ProblemHttpResult Refused(IReadOnlyList<Finding> findings) => Of(StatusOf(findings),
        findings.Any(f => f.Code == MayNotWriteCode) ? MayNotWrite : Refusal, findings);

    /// <summary>Says a status with one finding.</summary>
    public static ProblemHttpResult Of(int status, Text title, IReadOnlyList<Finding> findings)
    {
        var first = findings.FirstOrDefault(f => f.Severity == Severity.Error) ?? (findings.Count > 0 ? findings[0] : null);
        return TypedResults.Problem(statusCode: status, title: title.Say(), detail: first is null ? null : first.What.Say(),
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["findings"] = FindingBody.All(findings) });
    }

    private const string MayNotWriteCode = "actor.may-not-write";

    private static int StatusOf(IReadOnlyList<Finding> findings)
    {
        if (findings.Any(f => f.Code == MayNotWriteCode)) return StatusCodes.Status403Forbidden;
        if (findings.Any(f => f.Code is "return.unknown" or "build.unknown" or "index.unknown")) return StatusCodes.Status404NotFound;
        return findings.Any(f => f.Code == "return.key-used") ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
    }
}
