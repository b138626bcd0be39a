using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Touchstone.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CreateCity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cat_indicator",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    NameZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Direction = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DefinitionZh = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DefinitionEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Formula = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SourceZh = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SourceEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Department = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LegalBasis = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Mark = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Frequency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReleaseDays = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cat_indicator", x => new { x.Code, x.Edition });
                });

            migrationBuilder.CreateTable(
                name: "idx_definition",
                columns: table => new
                {
                    Index = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<long>(type: "bigint", nullable: false),
                    NameZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_definition", x => new { x.Index, x.Edition });
                });

            migrationBuilder.CreateTable(
                name: "idx_monitor_item",
                columns: table => new
                {
                    Monitor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<long>(type: "bigint", nullable: false),
                    Heading = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HeadingZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HeadingEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Indicator = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Origin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Target = table.Column<double>(type: "double precision", nullable: true),
                    TargetPeriod = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TargetDocument = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WhyEmptyZh = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WhyEmptyEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_monitor_item", x => new { x.Monitor, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "obs_clock",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    LastRecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obs_clock", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_area",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Parent = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Designation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Batch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_area", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "org_department",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_department", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "sto_file",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    KeptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sto_file", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "idx_build",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Index = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<long>(type: "bigint", nullable: false),
                    KnownOn = table.Column<DateOnly>(type: "date", nullable: true),
                    KnownUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Periods = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MethodsVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FrameId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Units = table.Column<long>(type: "bigint", nullable: false),
                    RankedUnits = table.Column<long>(type: "bigint", nullable: false),
                    Indicators = table.Column<long>(type: "bigint", nullable: false),
                    Cells = table.Column<long>(type: "bigint", nullable: false),
                    CellsWanted = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_build", x => x.Id);
                    table.ForeignKey(
                        name: "FK_idx_build_idx_definition_Index_Edition",
                        columns: x => new { x.Index, x.Edition },
                        principalTable: "idx_definition",
                        principalColumns: new[] { "Index", "Edition" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ben_peer_set",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Focus = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Method = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BasisZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BasisEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ben_peer_set", x => x.Code);
                    table.ForeignKey(
                        name: "FK_ben_peer_set_org_area_Focus",
                        column: x => x.Focus,
                        principalTable: "org_area",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_area_overlap",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Division = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_area_overlap", x => new { x.Zone, x.Division });
                    table.ForeignKey(
                        name: "FK_org_area_overlap_org_area_Division",
                        column: x => x.Division,
                        principalTable: "org_area",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_org_area_overlap_org_area_Zone",
                        column: x => x.Zone,
                        principalTable: "org_area",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_duty",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Department = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DutyZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DutyEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Basis = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Verification = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_duty", x => x.Id);
                    table.ForeignKey(
                        name: "FK_org_duty_org_department_Department",
                        column: x => x.Department,
                        principalTable: "org_department",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idx_definition_file",
                columns: table => new
                {
                    Index = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Edition = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileHash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_definition_file", x => new { x.Index, x.Edition, x.Name });
                    table.ForeignKey(
                        name: "FK_idx_definition_file_idx_definition_Index_Edition",
                        columns: x => new { x.Index, x.Edition },
                        principalTable: "idx_definition",
                        principalColumns: new[] { "Index", "Edition" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_idx_definition_file_sto_file_FileHash",
                        column: x => x.FileHash,
                        principalTable: "sto_file",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sub_submission",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FileHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Department = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IdempotencyKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Recorded = table.Column<long>(type: "bigint", nullable: false),
                    Corrections = table.Column<long>(type: "bigint", nullable: false),
                    Unchanged = table.Column<long>(type: "bigint", nullable: false),
                    Errors = table.Column<long>(type: "bigint", nullable: false),
                    Warnings = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sub_submission", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sub_submission_sto_file_FileHash",
                        column: x => x.FileHash,
                        principalTable: "sto_file",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idx_build_file",
                columns: table => new
                {
                    Build = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileHash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_build_file", x => new { x.Build, x.Name });
                    table.ForeignKey(
                        name: "FK_idx_build_file_idx_build_Build",
                        column: x => x.Build,
                        principalTable: "idx_build",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_idx_build_file_sto_file_FileHash",
                        column: x => x.FileHash,
                        principalTable: "sto_file",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idx_score",
                columns: table => new
                {
                    Build = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Node = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<long>(type: "bigint", nullable: false),
                    Score = table.Column<double>(type: "double precision", nullable: true),
                    Rank = table.Column<double>(type: "double precision", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Availability = table.Column<double>(type: "double precision", nullable: true),
                    Rescaled = table.Column<double>(type: "double precision", nullable: false),
                    Marks = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_score", x => new { x.Build, x.Period, x.Unit, x.Node });
                    table.ForeignKey(
                        name: "FK_idx_score_idx_build_Build",
                        column: x => x.Build,
                        principalTable: "idx_build",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ben_peer",
                columns: table => new
                {
                    PeerSet = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Area = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<long>(type: "bigint", nullable: false),
                    Distance = table.Column<double>(type: "double precision", nullable: true),
                    ReasonZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReasonEn = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ben_peer", x => new { x.PeerSet, x.Area });
                    table.ForeignKey(
                        name: "FK_ben_peer_ben_peer_set_PeerSet",
                        column: x => x.PeerSet,
                        principalTable: "ben_peer_set",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ben_peer_org_area_Area",
                        column: x => x.Area,
                        principalTable: "org_area",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_duty_indicator",
                columns: table => new
                {
                    DutyId = table.Column<long>(type: "bigint", nullable: false),
                    Indicator = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_duty_indicator", x => new { x.DutyId, x.Indicator });
                    table.ForeignKey(
                        name: "FK_org_duty_indicator_org_duty_DutyId",
                        column: x => x.DutyId,
                        principalTable: "org_duty",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "obs_observation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Indicator = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Area = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PeriodFirst = table.Column<DateOnly>(type: "date", nullable: false),
                    PeriodLast = table.Column<DateOnly>(type: "date", nullable: false),
                    Value = table.Column<double>(type: "double precision", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Supersedes = table.Column<long>(type: "bigint", nullable: true),
                    RawValue = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RawUnit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FileHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sheet = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Row = table.Column<long>(type: "bigint", nullable: true),
                    Column = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Citation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Tier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obs_observation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_obs_observation_obs_observation_Supersedes",
                        column: x => x.Supersedes,
                        principalTable: "obs_observation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_obs_observation_sub_submission_Submission",
                        column: x => x.Submission,
                        principalTable: "sub_submission",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sub_finding",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Submission = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Severity = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    File = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Sheet = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Row = table.Column<long>(type: "bigint", nullable: true),
                    Column = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WhatZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WhatEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FixZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FixEn = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sub_finding", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sub_finding_sub_submission_Submission",
                        column: x => x.Submission,
                        principalTable: "sub_submission",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idx_cell_origin",
                columns: table => new
                {
                    Build = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Indicator = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Observation = table.Column<long>(type: "bigint", nullable: false),
                    Candidates = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idx_cell_origin", x => new { x.Build, x.Period, x.Unit, x.Indicator });
                    table.ForeignKey(
                        name: "FK_idx_cell_origin_idx_build_Build",
                        column: x => x.Build,
                        principalTable: "idx_build",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_idx_cell_origin_obs_observation_Observation",
                        column: x => x.Observation,
                        principalTable: "obs_observation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "obs_clock",
                columns: new[] { "Id", "LastRecordedAt", "Version" },
                values: new object[] { 1L, new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), 0L });

            migrationBuilder.CreateIndex(
                name: "IX_ben_peer_Area",
                table: "ben_peer",
                column: "Area");

            migrationBuilder.CreateIndex(
                name: "IX_ben_peer_set_Focus",
                table: "ben_peer_set",
                column: "Focus");

            migrationBuilder.CreateIndex(
                name: "IX_cat_indicator_Code_ValidFrom",
                table: "cat_indicator",
                columns: new[] { "Code", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_idx_build_Index_CreatedAt",
                table: "idx_build",
                columns: new[] { "Index", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_idx_build_Index_Edition",
                table: "idx_build",
                columns: new[] { "Index", "Edition" });

            migrationBuilder.CreateIndex(
                name: "IX_idx_build_file_FileHash",
                table: "idx_build_file",
                column: "FileHash");

            migrationBuilder.CreateIndex(
                name: "IX_idx_cell_origin_Observation",
                table: "idx_cell_origin",
                column: "Observation");

            migrationBuilder.CreateIndex(
                name: "IX_idx_definition_file_FileHash",
                table: "idx_definition_file",
                column: "FileHash");

            migrationBuilder.CreateIndex(
                name: "IX_idx_score_Build_Node",
                table: "idx_score",
                columns: new[] { "Build", "Node" });

            migrationBuilder.CreateIndex(
                name: "IX_obs_observation_Area_Indicator",
                table: "obs_observation",
                columns: new[] { "Area", "Indicator" });

            migrationBuilder.CreateIndex(
                name: "IX_obs_observation_Indicator_Area_Period_Line_RecordedAt",
                table: "obs_observation",
                columns: new[] { "Indicator", "Area", "Period", "Line", "RecordedAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_obs_observation_Submission",
                table: "obs_observation",
                column: "Submission");

            migrationBuilder.CreateIndex(
                name: "IX_obs_observation_Supersedes",
                table: "obs_observation",
                column: "Supersedes");

            migrationBuilder.CreateIndex(
                name: "IX_org_area_Parent",
                table: "org_area",
                column: "Parent");

            migrationBuilder.CreateIndex(
                name: "IX_org_area_overlap_Division",
                table: "org_area_overlap",
                column: "Division");

            migrationBuilder.CreateIndex(
                name: "IX_org_duty_Department",
                table: "org_duty",
                column: "Department");

            migrationBuilder.CreateIndex(
                name: "IX_org_duty_indicator_Indicator",
                table: "org_duty_indicator",
                column: "Indicator");

            migrationBuilder.CreateIndex(
                name: "IX_sub_finding_Submission",
                table: "sub_finding",
                column: "Submission");

            migrationBuilder.CreateIndex(
                name: "IX_sub_submission_accepted_once",
                table: "sub_submission",
                column: "FileHash",
                unique: true,
                filter: "\"State\" = 'Accepted'");

            migrationBuilder.CreateIndex(
                name: "IX_sub_submission_IdempotencyKey",
                table: "sub_submission",
                column: "IdempotencyKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ben_peer");

            migrationBuilder.DropTable(
                name: "cat_indicator");

            migrationBuilder.DropTable(
                name: "idx_build_file");

            migrationBuilder.DropTable(
                name: "idx_cell_origin");

            migrationBuilder.DropTable(
                name: "idx_definition_file");

            migrationBuilder.DropTable(
                name: "idx_monitor_item");

            migrationBuilder.DropTable(
                name: "idx_score");

            migrationBuilder.DropTable(
                name: "obs_clock");

            migrationBuilder.DropTable(
                name: "org_area_overlap");

            migrationBuilder.DropTable(
                name: "org_duty_indicator");

            migrationBuilder.DropTable(
                name: "sub_finding");

            migrationBuilder.DropTable(
                name: "ben_peer_set");

            migrationBuilder.DropTable(
                name: "obs_observation");

            migrationBuilder.DropTable(
                name: "idx_build");

            migrationBuilder.DropTable(
                name: "org_duty");

            migrationBuilder.DropTable(
                name: "org_area");

            migrationBuilder.DropTable(
                name: "sub_submission");

            migrationBuilder.DropTable(
                name: "idx_definition");

            migrationBuilder.DropTable(
                name: "org_department");

            migrationBuilder.DropTable(
                name: "sto_file");
        }
    }
}
