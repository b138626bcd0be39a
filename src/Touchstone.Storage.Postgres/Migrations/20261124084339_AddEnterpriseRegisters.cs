using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Touchstone.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddEnterpriseRegisters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "Submission",
                table: "obs_observation",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<DateOnly>(
                name: "LeftOn",
                table: "ent_firm",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ent_application",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    Rung = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<long>(type: "bigint", nullable: false),
                    Batch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FiledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    StageOn = table.Column<DateOnly>(type: "date", nullable: true),
                    FirstTime = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_application", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_application_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ent_cultivation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    Rung = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EntryYear = table.Column<long>(type: "bigint", nullable: false),
                    EnteredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ExpectedYear = table.Column<long>(type: "bigint", nullable: true),
                    Coach = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Gap = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_cultivation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_cultivation_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ent_doubtful",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Register = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Values = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WrittenCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WrittenName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReasonZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReasonEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Candidates = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    File = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FileRow = table.Column<long>(type: "bigint", nullable: true),
                    Citation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Firm = table.Column<long>(type: "bigint", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SettledBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_doubtful", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ent_filing",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<long>(type: "bigint", nullable: false),
                    FiledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_filing", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_filing_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ent_firm_year",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    Year = table.Column<long>(type: "bigint", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConsentOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Authorisation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Staff = table.Column<double>(type: "double precision", nullable: true),
                    SciStaff = table.Column<double>(type: "double precision", nullable: true),
                    RdStaff = table.Column<double>(type: "double precision", nullable: true),
                    Sales = table.Column<long>(type: "bigint", nullable: true),
                    MainRevenue = table.Column<long>(type: "bigint", nullable: true),
                    Income = table.Column<long>(type: "bigint", nullable: true),
                    HighTechIncome = table.Column<long>(type: "bigint", nullable: true),
                    Cost = table.Column<long>(type: "bigint", nullable: true),
                    Profit = table.Column<long>(type: "bigint", nullable: true),
                    NetProfit = table.Column<long>(type: "bigint", nullable: true),
                    Assets = table.Column<long>(type: "bigint", nullable: true),
                    Debt = table.Column<long>(type: "bigint", nullable: true),
                    NetAssets = table.Column<long>(type: "bigint", nullable: true),
                    Equity = table.Column<long>(type: "bigint", nullable: true),
                    Rd = table.Column<long>(type: "bigint", nullable: true),
                    RdAbroad = table.Column<long>(type: "bigint", nullable: true),
                    RdLabour = table.Column<long>(type: "bigint", nullable: true),
                    RdMaterials = table.Column<long>(type: "bigint", nullable: true),
                    RdDepreciation = table.Column<long>(type: "bigint", nullable: true),
                    RdIntangible = table.Column<long>(type: "bigint", nullable: true),
                    RdDesign = table.Column<long>(type: "bigint", nullable: true),
                    RdTrial = table.Column<long>(type: "bigint", nullable: true),
                    RdOutsourced = table.Column<long>(type: "bigint", nullable: true),
                    RdOther = table.Column<long>(type: "bigint", nullable: true),
                    Class1 = table.Column<long>(type: "bigint", nullable: true),
                    Class2 = table.Column<long>(type: "bigint", nullable: true),
                    Inventions = table.Column<long>(type: "bigint", nullable: true),
                    UtilityModels = table.Column<long>(type: "bigint", nullable: true),
                    Designs = table.Column<long>(type: "bigint", nullable: true),
                    Software = table.Column<long>(type: "bigint", nullable: true),
                    Conversions = table.Column<long>(type: "bigint", nullable: true),
                    OwnResearch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CoreSupport = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InField = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Accident = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Standards = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Resident = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BannedClass = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Misconduct = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RdBody = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Strategic = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_firm_year", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_firm_year_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ent_recognition",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    NameAsWritten = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Rung = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Batch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NoticeOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RecognisedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Issuer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RevokedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Document = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_recognition", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_recognition_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ent_relation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Into = table.Column<long>(type: "bigint", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Moved = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Citation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UndoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UndoneBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_relation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_relation_ent_firm_From",
                        column: x => x.From,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ent_relation_ent_firm_Into",
                        column: x => x.Into,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ent_visit",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Firm = table.Column<long>(type: "bigint", nullable: false),
                    VisitedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Visitor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Said = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Need = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NeedStatus = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Responsible = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_visit", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ent_visit_ent_firm_Firm",
                        column: x => x.Firm,
                        principalTable: "ent_firm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ent_application_Firm",
                table: "ent_application",
                column: "Firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_application_Key",
                table: "ent_application",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_application_Year_Rung",
                table: "ent_application",
                columns: new[] { "Year", "Rung" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_cultivation_EntryYear",
                table: "ent_cultivation",
                column: "EntryYear");

            migrationBuilder.CreateIndex(
                name: "IX_ent_cultivation_Firm",
                table: "ent_cultivation",
                column: "Firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_cultivation_Key",
                table: "ent_cultivation",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_doubtful_Register_Key",
                table: "ent_doubtful",
                columns: new[] { "Register", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_doubtful_State",
                table: "ent_doubtful",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ent_filing_Firm",
                table: "ent_filing",
                column: "Firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_filing_Key",
                table: "ent_filing",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_filing_Year_Kind",
                table: "ent_filing",
                columns: new[] { "Year", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_year_Firm_Year",
                table: "ent_firm_year",
                columns: new[] { "Firm", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_year_Key",
                table: "ent_firm_year",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_year_Year",
                table: "ent_firm_year",
                column: "Year");

            migrationBuilder.CreateIndex(
                name: "IX_ent_recognition_Firm",
                table: "ent_recognition",
                column: "Firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_recognition_Key",
                table: "ent_recognition",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_recognition_Rung_ValidTo",
                table: "ent_recognition",
                columns: new[] { "Rung", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_recognition_ValidTo",
                table: "ent_recognition",
                column: "ValidTo");

            migrationBuilder.CreateIndex(
                name: "IX_ent_relation_From",
                table: "ent_relation",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_ent_relation_Into",
                table: "ent_relation",
                column: "Into");

            migrationBuilder.CreateIndex(
                name: "IX_ent_visit_Firm",
                table: "ent_visit",
                column: "Firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_visit_Key",
                table: "ent_visit",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_visit_VisitedOn",
                table: "ent_visit",
                column: "VisitedOn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ent_application");

            migrationBuilder.DropTable(
                name: "ent_cultivation");

            migrationBuilder.DropTable(
                name: "ent_doubtful");

            migrationBuilder.DropTable(
                name: "ent_filing");

            migrationBuilder.DropTable(
                name: "ent_firm_year");

            migrationBuilder.DropTable(
                name: "ent_recognition");

            migrationBuilder.DropTable(
                name: "ent_relation");

            migrationBuilder.DropTable(
                name: "ent_visit");

            migrationBuilder.DropColumn(
                name: "LeftOn",
                table: "ent_firm");

            migrationBuilder.AlterColumn<long>(
                name: "Submission",
                table: "obs_observation",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);
        }
    }
}
