using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Observations;

/// <summary>SDMX code list CL_OBS_STATUS; the names are the codes.</summary>
public enum ObsStatus
{
    /// <summary>Normal.</summary>
    A,
    /// <summary>Time series break.</summary>
    B,
    /// <summary>Definition differs.</summary>
    D,
    /// <summary>Estimated.</summary>
    E,
    /// <summary>Forecast.</summary>
    F,
    /// <summary>Experimental.</summary>
    G,
    /// <summary>Missing: holiday or weekend.</summary>
    H,
    /// <summary>Imputed by the source.</summary>
    I,
    /// <summary>Derogation.</summary>
    J,
    /// <summary>Included in another category.</summary>
    K,
    /// <summary>Missing: exists, was not collected.</summary>
    L,
    /// <summary>Missing: cannot exist; the indicator does not apply.</summary>
    M,
    /// <summary>Not significant.</summary>
    N,
    /// <summary>Missing.</summary>
    O,
    /// <summary>Provisional.</summary>
    P,
    /// <summary>Missing: suppressed.</summary>
    Q,
    /// <summary>Strike and other special events.</summary>
    S,
    /// <summary>Low reliability.</summary>
    U,
    /// <summary>Not validated.</summary>
    V,
    /// <summary>Includes data of another category.</summary>
    W,
}

/// <summary>What a status means.</summary>
public static class ObsStatuses
{
    /// <summary>True when the status says why there is no value; false when it needs one.</summary>
    public static bool IsMissing(this ObsStatus status) => status is ObsStatus.H or ObsStatus.K or ObsStatus.L or ObsStatus.M or ObsStatus.O or ObsStatus.Q;

    /// <summary>The status as a person reads it.</summary>
    public static Text Name(this ObsStatus status) => status switch
    {
        ObsStatus.A => new("正常值", "normal"),
        ObsStatus.B => new("序列中断", "series break"),
        ObsStatus.D => new("口径不同", "definition differs"),
        ObsStatus.E => new("估计值", "estimated"),
        ObsStatus.F => new("预测值", "forecast"),
        ObsStatus.G => new("试验性", "experimental"),
        ObsStatus.H => new("缺失（节假日）", "missing (holiday)"),
        ObsStatus.I => new("来源方插补", "imputed by the source"),
        ObsStatus.J => new("豁免", "derogation"),
        ObsStatus.K => new("已计入其他类别", "included in another category"),
        ObsStatus.L => new("缺失（有数未采集）", "missing (not collected)"),
        ObsStatus.M => new("不适用", "does not apply"),
        ObsStatus.N => new("不显著", "not significant"),
        ObsStatus.O => new("缺失", "missing"),
        ObsStatus.P => new("初步数", "provisional"),
        ObsStatus.Q => new("缺失（不公开）", "missing (suppressed)"),
        ObsStatus.S => new("特殊事件", "special event"),
        ObsStatus.U => new("可靠性低", "low reliability"),
        ObsStatus.V => new("未核实", "not validated"),
        ObsStatus.W => new("含其他类别", "includes another category"),
    };

    /// <summary>Reads the one-letter code; case matters not.</summary>
    public static bool TryParse(string text, out ObsStatus status)
    {
        status = default;
        return text.Length == 1 && char.IsAsciiLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out status) && Enum.IsDefined(status);
    }

    /// <summary>The marks a value carries into an index because of its status and of how near its source is.</summary>
    public static CellMarks MarksOf(ObsStatus status, SourceTier tier)
    {
        var marks = status switch
        {
            ObsStatus.M => CellMarks.NotApplicable,
            ObsStatus.E or ObsStatus.I => CellMarks.Imputed,
            ObsStatus.P or ObsStatus.F => CellMarks.Provisional,
            ObsStatus.U or ObsStatus.V or ObsStatus.G => CellMarks.Unverified,
            ObsStatus.A or ObsStatus.B or ObsStatus.D or ObsStatus.H or ObsStatus.J or ObsStatus.K or ObsStatus.L or ObsStatus.N or ObsStatus.O
                or ObsStatus.Q or ObsStatus.S or ObsStatus.W => CellMarks.None,
        };
        return tier switch
        {
            SourceTier.A or SourceTier.B => marks,
            SourceTier.C or SourceTier.Unstated => marks == CellMarks.NotApplicable ? marks : marks | CellMarks.Unverified,
        };
    }
}
