namespace Touchstone.City.Registers.Enterprises;

/// <summary>A register whose rows belong to firms.</summary>
internal abstract class FirmRowRegister<TRow> : Register<TRow> where TRow : RegisterRow, new()
{
    protected const string FirmField = "firm";

    public override bool IsSearched => false;
    protected override Register Target(RegisterField field) => FirmRegister.Instance;

    protected static Model.Text FirmName { get; } = new("统一社会信用代码", "unified social credit code");

    protected static RegisterForm FormFor(Model.Text purpose, Model.Text basis) => new(purpose, basis, new("市科技局", "Science and Technology Bureau"));
}

/// <summary>Names of rungs, with the rulebook that each is assessed by.</summary>
public static class Rungs
{
    internal static ChoiceNames<Rung> Names { get; } = new(
        (Rung.InnovativeSme, "innovative_sme", new("创新型中小企业", "innovative SME")), (Rung.TechSme, "tech_sme", new("科技型中小企业", "technology SME")),
        (Rung.HighTech, "high_tech", new("高新技术企业", "high-tech enterprise")), (Rung.Specialised, "specialised_sme", new("专精特新中小企业", "specialised SME")),
        (Rung.LittleGiant, "little_giant", new("专精特新“小巨人”", "little giant")), (Rung.Gazelle, "hubei_gazelle", new("瞪羚企业", "gazelle")),
        (Rung.PotentialUnicorn, "hubei_potential_unicorn", new("潜在独角兽企业", "potential unicorn")), (Rung.Unicorn, "unicorn", new("独角兽企业", "unicorn")));

    /// <summary>The rung's name in files and addresses; the id of its rulebook too.</summary>
    public static string CodeOf(Rung rung) => Names.CodeOf(rung);
    /// <summary>The id of the rulebook, which is the rung's code; a rung without a rulebook is not assessed.</summary>
    internal static string RulebookOf(Rung rung) => Names.CodeOf(rung);
    public static Model.Text NameOf(Rung rung) => Names.NameOf(rung);
}
