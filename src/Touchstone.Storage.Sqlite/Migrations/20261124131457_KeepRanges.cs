using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeepRanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "idx_range_run",
                columns: table => new
                {
                    Build = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<long>(type: "INTEGER", nullable: false),
                    Index = table.Column<string>(type: "TEXT", nullable: false),
                    ComputedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Scenarios = table.Column<long>(type: "INTEGER", nullable: false),
                    Seed = table.Column<long>(type: "INTEGER", nullable: false),
                    Level = table.Column<double>(type: "REAL", nullable: false),
                    RankError = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_range_run", x => new { x.Build, x.Edition });
                    table.ForeignKey(
                        name: "FK_idx_range_run_idx_build_Build",
                        column: x => x.Build,
                        principalTable: "idx_build",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_idx_range_run_idx_definition_Index_Edition",
                        columns: x => new { x.Index, x.Edition },
                        principalTable: "idx_definition",
                        principalColumns: new[] { "Index", "Edition" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idx_rank_range",
                columns: table => new
                {
                    Build = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<long>(type: "INTEGER", nullable: false),
                    Period = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Low = table.Column<double>(type: "REAL", nullable: true),
                    Median = table.Column<double>(type: "REAL", nullable: true),
                    High = table.Column<double>(type: "REAL", nullable: true),
                    MethodLow = table.Column<double>(type: "REAL", nullable: true),
                    MethodHigh = table.Column<double>(type: "REAL", nullable: true),
                    DataLow = table.Column<double>(type: "REAL", nullable: true),
                    DataHigh = table.Column<double>(type: "REAL", nullable: true),
                    ScoreLow = table.Column<double>(type: "REAL", nullable: true),
                    ScoreMedian = table.Column<double>(type: "REAL", nullable: true),
                    ScoreHigh = table.Column<double>(type: "REAL", nullable: true),
                    ScenariosRanked = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_rank_range", x => new { x.Build, x.Edition, x.Period, x.Unit });
                    table.ForeignKey(
                        name: "FK_idx_rank_range_idx_range_run_Build_Edition",
                        columns: x => new { x.Build, x.Edition },
                        principalTable: "idx_range_run",
                        principalColumns: new[] { "Build", "Edition" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_idx_range_run_Index_Edition",
                table: "idx_range_run",
                columns: new[] { "Index", "Edition" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "idx_rank_range");

            migrationBuilder.DropTable(
                name: "idx_range_run");
        }
    }
}
