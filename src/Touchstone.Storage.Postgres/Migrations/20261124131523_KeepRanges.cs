using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Postgres.Migrations
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
                    Build = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<long>(type: "bigint", nullable: false),
                    Index = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ComputedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Scenarios = table.Column<long>(type: "bigint", nullable: false),
                    Seed = table.Column<long>(type: "bigint", nullable: false),
                    Level = table.Column<double>(type: "double precision", nullable: false),
                    RankError = table.Column<double>(type: "double precision", nullable: false)
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
                    Build = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<long>(type: "bigint", nullable: false),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Low = table.Column<double>(type: "double precision", nullable: true),
                    Median = table.Column<double>(type: "double precision", nullable: true),
                    High = table.Column<double>(type: "double precision", nullable: true),
                    MethodLow = table.Column<double>(type: "double precision", nullable: true),
                    MethodHigh = table.Column<double>(type: "double precision", nullable: true),
                    DataLow = table.Column<double>(type: "double precision", nullable: true),
                    DataHigh = table.Column<double>(type: "double precision", nullable: true),
                    ScoreLow = table.Column<double>(type: "double precision", nullable: true),
                    ScoreMedian = table.Column<double>(type: "double precision", nullable: true),
                    ScoreHigh = table.Column<double>(type: "double precision", nullable: true),
                    ScenariosRanked = table.Column<double>(type: "double precision", nullable: false)
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
