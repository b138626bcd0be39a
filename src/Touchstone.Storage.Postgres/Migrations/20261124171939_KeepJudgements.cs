using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Postgres.Migrations
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
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    Rulebook = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<long>(type: "bigint", nullable: false),
                    Item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JudgedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Points = table.Column<double>(type: "double precision", nullable: true),
                    Reviewer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
