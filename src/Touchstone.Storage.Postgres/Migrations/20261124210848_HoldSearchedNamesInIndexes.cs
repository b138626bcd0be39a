using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Touchstone.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class HoldSearchedNamesInIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ent_firm_AboveScale_Name",
                table: "ent_firm");

            migrationBuilder.DropIndex(
                name: "IX_ent_firm_Division_Name",
                table: "ent_firm");

            migrationBuilder.DropIndex(
                name: "IX_ent_firm_Name",
                table: "ent_firm");

            migrationBuilder.DropIndex(
                name: "IX_ent_firm_Zone_Name",
                table: "ent_firm");

            // As long as a searched text may be (SearchedName): an index of PostgreSQL holds no longer one.
            migrationBuilder.Sql("UPDATE ent_firm SET \"SearchText\" = left(\"SearchText\", 600) WHERE length(\"SearchText\") > 600");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_AboveScale_Name_Id",
                table: "ent_firm",
                columns: new[] { "AboveScale", "Name", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "SearchText" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Division_Name_Id",
                table: "ent_firm",
                columns: new[] { "Division", "Name", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "SearchText" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Name_Id",
                table: "ent_firm",
                columns: new[] { "Name", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "SearchText" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Zone_Name_Id",
                table: "ent_firm",
                columns: new[] { "Zone", "Name", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "SearchText" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ent_firm_AboveScale_Name_Id",
                table: "ent_firm");

            migrationBuilder.DropIndex(
                name: "IX_ent_firm_Division_Name_Id",
                table: "ent_firm");

            migrationBuilder.DropIndex(
                name: "IX_ent_firm_Name_Id",
                table: "ent_firm");

            migrationBuilder.DropIndex(
                name: "IX_ent_firm_Zone_Name_Id",
                table: "ent_firm");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_AboveScale_Name",
                table: "ent_firm",
                columns: new[] { "AboveScale", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Division_Name",
                table: "ent_firm",
                columns: new[] { "Division", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Name",
                table: "ent_firm",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_ent_firm_Zone_Name",
                table: "ent_firm",
                columns: new[] { "Zone", "Name" });
        }
    }
}
