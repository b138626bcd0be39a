using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddRegisters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ent_firm",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    FormerNames = table.Column<string>(type: "TEXT", nullable: true),
                    Division = table.Column<string>(type: "TEXT", nullable: true),
                    Zone = table.Column<string>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Registered = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Industry = table.Column<string>(type: "TEXT", nullable: true),
                    Field = table.Column<string>(type: "TEXT", nullable: true),
                    MainProduct = table.Column<string>(type: "TEXT", nullable: true),
                    AboveScale = table.Column<string>(type: "TEXT", nullable: true),
                    Manufacturing = table.Column<string>(type: "TEXT", nullable: true),
                    Capital = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    MergedInto = table.Column<long>(type: "INTEGER", nullable: true),
                    Contact = table.Column<string>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    Fictitious = table.Column<string>(type: "TEXT", nullable: false),
                    HighTechUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TechSmeUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    Pinyin = table.Column<string>(type: "TEXT", nullable: false),
                    Initials = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ent_firm", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reg_gram_reading",
                columns: table => new
                {
                    Gram = table.Column<string>(type: "TEXT", nullable: false),
                    Pinyin = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_gram_reading", x => new { x.Pinyin, x.Gram });
                });

            migrationBuilder.CreateTable(
                name: "reg_import",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Added = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Same = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_import", x => x.Id);
                    table.ForeignKey(
                        name: "FK_reg_import_sto_file_FileHash",
                        column: x => x.FileHash,
                        principalTable: "sto_file",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "reg_numbers",
                columns: table => new
                {
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_numbers", x => x.Register);
                });

            migrationBuilder.CreateTable(
                name: "reg_personal_look",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    Row = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_personal_look", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reg_version",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Register = table.Column<string>(type: "TEXT", nullable: false),
                    Row = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Change = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", nullable: true),
                    File = table.Column<string>(type: "TEXT", nullable: true),
                    Sheet = table.Column<string>(type: "TEXT", nullable: true),
                    FileRow = table.Column<long>(type: "INTEGER", nullable: true),
                    Citation = table.Column<string>(type: "TEXT", nullable: true),
                    Tier = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Values = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reg_version", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_AboveScale_Name",
                table: "ent_firm",
                columns: new[] { "AboveScale", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Division_Name",
                table: "ent_firm",
                columns: new[] { "Division", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_HighTechUntil",
                table: "ent_firm",
                column: "HighTechUntil");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Initials",
                table: "ent_firm",
                column: "Initials");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Key",
                table: "ent_firm",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Name",
                table: "ent_firm",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Registered",
                table: "ent_firm",
                column: "Registered");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_TechSmeUntil",
                table: "ent_firm",
                column: "TechSmeUntil");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Zone_Name",
                table: "ent_firm",
                columns: new[] { "Zone", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_reg_import_FileHash",
                table: "reg_import",
                column: "FileHash");

            migrationBuilder.CreateIndex(
                name: "IX_reg_personal_look_Register_Row",
                table: "reg_personal_look",
                columns: new[] { "Register", "Row" });

            migrationBuilder.CreateIndex(
                name: "IX_reg_version_Register_Row_Number",
                table: "reg_version",
                columns: new[] { "Register", "Row", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ent_firm");

            migrationBuilder.DropTable(
                name: "reg_gram_reading");

            migrationBuilder.DropTable(
                name: "reg_import");

            migrationBuilder.DropTable(
                name: "reg_name_gram");

            migrationBuilder.DropTable(
                name: "reg_numbers");

            migrationBuilder.DropTable(
                name: "reg_personal_look");

            migrationBuilder.DropTable(
                name: "reg_version");
        }
    }
}
