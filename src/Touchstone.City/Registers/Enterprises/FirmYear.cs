namespace Touchstone.City.Registers.Enterprises;

/// <summary>Who gave a firm's figures.</summary>
public enum FactSource
{
    /// <summary>The firm itself, for a stated purpose, with its consent.</summary>
    Firm,
    /// <summary>A public notice or report.</summary>
    Notice,
    /// <summary>A statistical return: only with authorisation.</summary>
    Statistics,
    /// <summary>Tax data: only with authorisation.</summary>
    Tax,
}

/// <summary>A firm's figures of one year from one source. The names are those of the rulebooks' inputs, so that a firm is evaluated from its rows as they are. Money is fen.</summary>
public sealed class FirmYear : RegisterRow
{
    public long Firm { get; set; }
    public long Year { get; set; }
    public FactSource Source { get; set; }
    public string? Purpose { get; set; }
    /// <summary>The day of the firm's consent.</summary>
    public DateOnly? ConsentOn { get; set; }
    /// <summary>The document that allows the use of statistical or tax data.</summary>
    public string? Authorisation { get; set; }

    public double? Staff { get; set; }
    public double? SciStaff { get; set; }
    public double? RdStaff { get; set; }

    public long? Sales { get; set; }
    public long? MainRevenue { get; set; }
    public long? Income { get; set; }
    public long? HighTechIncome { get; set; }
    public long? Cost { get; set; }
    public long? Profit { get; set; }
    public long? NetProfit { get; set; }
    public long? Assets { get; set; }
    public long? Debt { get; set; }
    public long? NetAssets { get; set; }
    public long? Equity { get; set; }

    public long? Rd { get; set; }
    public long? RdAbroad { get; set; }
    public long? RdLabour { get; set; }
    public long? RdMaterials { get; set; }
    public long? RdDepreciation { get; set; }
    public long? RdIntangible { get; set; }
    public long? RdDesign { get; set; }
    public long? RdTrial { get; set; }
    public long? RdOutsourced { get; set; }
    public long? RdOther { get; set; }

    public long? Class1 { get; set; }
    public long? Class2 { get; set; }
    public long? Inventions { get; set; }
    public long? UtilityModels { get; set; }
    public long? Designs { get; set; }
    public long? Software { get; set; }
    public long? Conversions { get; set; }

    public YesNo? OwnResearch { get; set; }
    public YesNo? CoreSupport { get; set; }
    public YesNo? InField { get; set; }
    public YesNo? Accident { get; set; }
    public YesNo? Standards { get; set; }
    public YesNo? Resident { get; set; }
    public YesNo? BannedClass { get; set; }
    public YesNo? Misconduct { get; set; }
    public YesNo? RdBody { get; set; }
    public YesNo? Strategic { get; set; }
    public string? Remark { get; set; }
}
