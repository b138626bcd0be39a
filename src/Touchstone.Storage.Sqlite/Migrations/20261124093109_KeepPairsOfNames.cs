using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeepPairsOfNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reg_name_gram");

            migrationBuilder.CreateTable(
                name: "reg_name_pair",
                columns: table => new
                {
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    Gram = table.Column<string>(type: "TEXT", nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_name_pair", x => new { x.Register, x.Gram, x.First });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reg_name_pair");

            migrationBuilder.CreateTable(
                name: "reg_name_gram",
                columns: table => new
                {
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    Gram = table.Column<string>(type: "TEXT", nullable: false),
                    Row = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_name_gram", x => new { x.Register, x.Gram, x.Row });
                });
        }
    }
}
