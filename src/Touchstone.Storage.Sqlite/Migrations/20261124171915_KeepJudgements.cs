using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeepJudgements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ent_judgement",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    Rulebook = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<long>(type: "INTEGER", nullable: false),
                    Item = table.Column<string>(type: "TEXT", nullable: false),
                    JudgedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Points = table.Column<double>(type: "REAL", nullable: true),
                    Reviewer = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_judgement", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_judgement_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ent_judgement_Firm",
                table: "ent_judgement",
                column: "Firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_judgement_Key",
                table: "ent_judgement",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_judgement_Year_JudgedOn",
                table: "ent_judgement",
                columns: new[] { "Year", "JudgedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ent_judgement");
        }
    }
}
