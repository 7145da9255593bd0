import { setTitle } from "../../app/edits.js";
import { openAnyFile, saveProject } from "../../app/files.js";
import { canRedo, canUndo, project, redo, undo } from "../../app/project-state.js";
import { chooseTheme, type ThemeChoice, themeChoice } from "../../app/theme.js";
import { openDialog } from "../../app/view-state.js";
import { HelpBody, ShareBody } from "./dialogs.js";

/** Name, title and the tools that concern the whole project. */
export function PageHeader() {
  return (
    <header class="page-header">
      <h1 class="wordmark">Vitrine</h1>
      <div class="title-field">
        <label class="visually-hidden" for="project-title">
          Title of the project
        </label>
        <input
          id="project-title"
          type="text"
          maxLength={200}
          placeholder="Untitled playground"
          value={project.value.title ?? ""}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <div class="tools">
        <button type="button" class="quiet" disabled={!canUndo.value} onClick={undo}>
          Undo
        </button>
        <button type="button" class="quiet" disabled={!canRedo.value} onClick={redo}>
          Redo
        </button>
        <Files />
        <button
          type="button"
          {...ShareBody.onIntent}
          onClick={() => {
            openDialog.value = "share";
          }}
        >
          Share
        </button>
        <ThemeSelect />
        <button
          type="button"
          class="quiet"
          {...HelpBody.onIntent}
          onClick={() => {
            openDialog.value = "help";
          }}
        >
          Help
        </button>
      </div>
    </header>
  );
}

function Files() {
  return (
    <>
      <button type="button" class="quiet" onClick={saveProject}>
        Save
      </button>
      <label class="button quiet file-button">
        Open
        <input
          class="visually-hidden"
          type="file"
          accept=".json,.csv,.tsv,.txt"
          aria-label="Open a project or a table"
          onChange={(event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            if (file !== undefined) openAnyFile(file);
            input.value = "";
          }}
        />
      </label>
    </>
  );
}

const themes: { value: ThemeChoice; label: string }[] = [
  { value: "auto", label: "Colours: auto" },
  { value: "light", label: "Colours: light" },
  { value: "dark", label: "Colours: dark" },
];

function ThemeSelect() {
  return (
    <select
      class="theme"
      aria-label="Colours of the page"
      value={themeChoice.value}
      onChange={(event) => chooseTheme(event.currentTarget.value as ThemeChoice)}
    >
      {themes.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
