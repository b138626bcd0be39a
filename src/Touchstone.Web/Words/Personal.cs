using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Looking at personal fields.</summary>
    public static class Personal
    {
        public static readonly Text Open = new("查看个人信息", "Look at personal fields");
        public static readonly Text Lead = new("个人信息平时隐去。说明事由后显示一次；谁、何时、为何查看都会记下。", "Personal fields are masked. They are shown once to somebody who says why; who looked, when and why is kept.");
        public static readonly Text Reason = new("查看事由", "Why you look");
        public static readonly Text Show = new("显示并记录", "Show and note it");
        public static readonly Text Shown = new("个人信息", "Personal fields");
        public static readonly Text Once = new("只显示这一次；重新打开须再说明事由。", "Shown this once; to see them again, say why again.");
        public static readonly Text Looks = new("查看记录", "Who looked");
        public static readonly Text NoLooks = new("还没有人查看过。", "Nobody has looked yet.");

        public static Text Title(string name) => new($"{name}的个人信息", $"Personal fields of {name}");
    }
}
