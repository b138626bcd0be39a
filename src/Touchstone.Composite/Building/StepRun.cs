namespace Touchstone.Composite;

/// <summary>A step made ready for one plan: it owns the buffers it needs and changes the worksheet in place. One implementation serves audited runs and replicates.</summary>
/// <param name="plan">The plan.</param>
/// <param name="place">Its place in the recipe, from 1.</param>
/// <param name="step">The step as the recipe states it.</param>
internal abstract class StepRun(Plan plan, int place, Step step)
{
    protected Plan Plan { get; } = plan;
    public int Place { get; } = place;
    public Step Step { get; } = step;
    public string Kind => Step.Kind;

    /// <summary>Changes the worksheet and tells the audit what it did.</summary>
    public abstract void Apply(Worksheet sheet, Audit audit);

    protected static bool IsApplicable(Worksheet sheet, int column, int row) => (sheet.Marks[column][row] & CellMarks.NotApplicable) == CellMarks.None;
}
