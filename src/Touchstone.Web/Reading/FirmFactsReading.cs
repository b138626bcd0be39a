using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>What the register knows of a firm, as facts of a rulebook on a day.</summary>
internal static class FirmFactsReading
{
    /// <summary>The firm's row and its facts under its name; no facts where the rulebook is not a rung's; nothing where there is no such firm.</summary>
    public static async Task<(RegisterLine? Firm, FirmFacts? Facts)> Of(RegisterBook registers, ShowRow show, AssessFirm assess, Actor actor, long firm, Rulebook book, DateOnly day)
    {
        if (registers.Find("firms") is not { } register || await show.Run(actor, register.Code, firm) is not { } line) return (null, null);
        if (Enum.GetValues<Rung>().Cast<Rung?>().FirstOrDefault(r => Rungs.CodeOf(r!.Value) == book.Id) is not { } rung) return (line, null);
        var outcome = await assess.Run(actor, firm, day, rung);
        return outcome.IsDone(out var assessed) && assessed is [var one] ? (line, one.Evaluation.Facts with { Firm = RegisterCells.NameOf(register, line) }) : (line, null);
    }
}
