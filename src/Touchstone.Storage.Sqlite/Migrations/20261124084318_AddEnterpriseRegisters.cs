using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<DateOnly>(
                name: "LeftOn",
                table: "ent_firm",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ent_application",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    Rung = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<long>(type: "INTEGER", nullable: false),
                    Batch = table.Column<string>(type: "TEXT", nullable: true),
                    Stage = table.Column<string>(type: "TEXT", nullable: false),
                    FiledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StageOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FirstTime = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    Rung = table.Column<string>(type: "TEXT", nullable: false),
                    EntryYear = table.Column<long>(type: "INTEGER", nullable: false),
                    EnteredOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExpectedYear = table.Column<long>(type: "INTEGER", nullable: true),
                    Coach = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Gap = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenCode = table.Column<string>(type: "TEXT", nullable: true),
                    WrittenName = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonZh = table.Column<string>(type: "TEXT", nullable: false),
                    ReasonEn = table.Column<string>(type: "TEXT", nullable: false),
                    Candidates = table.Column<string>(type: "TEXT", nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", nullable: true),
                    File = table.Column<string>(type: "TEXT", nullable: true),
                    FileRow = table.Column<long>(type: "INTEGER", nullable: true),
                    Citation = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_doubtful", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ent_filing",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<long>(type: "INTEGER", nullable: false),
                    FiledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    Year = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: true),
                    ConsentOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Authorisation = table.Column<string>(type: "TEXT", nullable: true),
                    Staff = table.Column<double>(type: "REAL", nullable: true),
                    SciStaff = table.Column<double>(type: "REAL", nullable: true),
                    RdStaff = table.Column<double>(type: "REAL", nullable: true),
                    Sales = table.Column<long>(type: "INTEGER", nullable: true),
                    MainRevenue = table.Column<long>(type: "INTEGER", nullable: true),
                    Income = table.Column<long>(type: "INTEGER", nullable: true),
                    HighTechIncome = table.Column<long>(type: "INTEGER", nullable: true),
                    Cost = table.Column<long>(type: "INTEGER", nullable: true),
                    Profit = table.Column<long>(type: "INTEGER", nullable: true),
                    NetProfit = table.Column<long>(type: "INTEGER", nullable: true),
                    Assets = table.Column<long>(type: "INTEGER", nullable: true),
                    Debt = table.Column<long>(type: "INTEGER", nullable: true),
                    NetAssets = table.Column<long>(type: "INTEGER", nullable: true),
                    Equity = table.Column<long>(type: "INTEGER", nullable: true),
                    Rd = table.Column<long>(type: "INTEGER", nullable: true),
                    RdAbroad = table.Column<long>(type: "INTEGER", nullable: true),
                    RdLabour = table.Column<long>(type: "INTEGER", nullable: true),
                    RdMaterials = table.Column<long>(type: "INTEGER", nullable: true),
                    RdDepreciation = table.Column<long>(type: "INTEGER", nullable: true),
                    RdIntangible = table.Column<long>(type: "INTEGER", nullable: true),
                    RdDesign = table.Column<long>(type: "INTEGER", nullable: true),
                    RdTrial = table.Column<long>(type: "INTEGER", nullable: true),
                    RdOutsourced = table.Column<long>(type: "INTEGER", nullable: true),
                    RdOther = table.Column<long>(type: "INTEGER", nullable: true),
                    Class1 = table.Column<long>(type: "INTEGER", nullable: true),
                    Class2 = table.Column<long>(type: "INTEGER", nullable: true),
                    Inventions = table.Column<long>(type: "INTEGER", nullable: true),
                    UtilityModels = table.Column<long>(type: "INTEGER", nullable: true),
                    Designs = table.Column<long>(type: "INTEGER", nullable: true),
                    Software = table.Column<long>(type: "INTEGER", nullable: true),
                    Conversions = table.Column<long>(type: "INTEGER", nullable: true),
                    OwnResearch = table.Column<string>(type: "TEXT", nullable: true),
                    CoreSupport = table.Column<string>(type: "TEXT", nullable: true),
                    InField = table.Column<string>(type: "TEXT", nullable: true),
                    Accident = table.Column<string>(type: "TEXT", nullable: true),
                    Standards = table.Column<string>(type: "TEXT", nullable: true),
                    Resident = table.Column<string>(type: "TEXT", nullable: true),
                    BannedClass = table.Column<string>(type: "TEXT", nullable: true),
                    Misconduct = table.Column<string>(type: "TEXT", nullable: true),
                    RdBody = table.Column<string>(type: "TEXT", nullable: true),
                    Strategic = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    NameAsWritten = table.Column<string>(type: "TEXT", nullable: true),
                    Rung = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: true),
                    Batch = table.Column<string>(type: "TEXT", nullable: true),
                    NoticeOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RecognisedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Issuer = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    RevokedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Document = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Into = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Moved = table.Column<string>(type: "TEXT", nullable: false),
                    Citation = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoneBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Firm = table.Column<long>(type: "INTEGER", nullable: false),
                    VisitedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Visitor = table.Column<string>(type: "TEXT", nullable: true),
                    Said = table.Column<string>(type: "TEXT", nullable: true),
                    Need = table.Column<string>(type: "TEXT", nullable: true),
                    NeedStatus = table.Column<string>(type: "TEXT", nullable: false),
                    Responsible = table.Column<string>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
