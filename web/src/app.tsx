import { announcement } from "./app/announcer.js";
import { activeTab, embedded, narrow, type TabName } from "./app/view-state.js";
import { DataPanel } from "./panels/data/data-panel.js";
import { ExplainPanel } from "./panels/explain/explain-panel.js";
import { NetworkPanel } from "./panels/network/network-panel.js";
import { TrainingPanel } from "./panels/network/training-panel.js";
import { ResultPanel } from "./panels/result/result-panel.js";
import { SearchPanel } from "./panels/search/search-panel.js";
import { Dialogs } from "./panels/shell/dialogs.js";
import { NoticeList } from "./panels/shell/notice-list.js";
import { PageHeader } from "./panels/shell/page-header.js";
import { RunBar } from "./panels/shell/run-bar.js";
import { TabList, tabId } from "./panels/shell/tab-list.js";

export function App() {
  return (
    <>
      {embedded ? null : <PageHeader />}
      <div class="sticky">
        <RunBar />
        {narrow.value ? <TabList /> : null}
      </div>
      <main>
        {embedded ? <h1 class="visually-hidden">Vitrine</h1> : null}
        <NoticeList />
        {narrow.value ? <NarrowPanels /> : <WidePanels />}
      </main>
      {embedded ? null : <PageFooter />}
      <Dialogs />
      <p class="visually-hidden" role="status" aria-live="polite">
        {announcement.value}
      </p>
    </>
  );
}

/** Data, network and result side by side; the views that take more room below. */
function WidePanels() {
  return (
    <>
      <div class="workbench">
        <DataPanel />
        <div class="column">
          <NetworkPanel />
          <TrainingPanel />
        </div>
        <div class="column result-column">
          <ResultPanel />
        </div>
      </div>
      <SearchPanel />
      <ExplainPanel />
    </>
  );
}

const narrowPanels: Record<TabName, () => preact.JSX.Element> = {
  Data: DataPanel,
  Network: NetworkPanel,
  Train: () => (
    <>
      <ResultPanel />
      <TrainingPanel />
    </>
  ),
  Search: SearchPanel,
  Explain: ExplainPanel,
};

function NarrowPanels() {
  const Panel = narrowPanels[activeTab.value];
  return (
    <div id="tab-panel" class="column" role="tabpanel" aria-labelledby={tabId(activeTab.value)}>
      <Panel />
    </div>
  );
}

function PageFooter() {
  return (
    <footer class="page-footer">
      <p>
        Everything happens in this page: no row, no weight and no click leaves it. Equal fingerprints mean equal
        networks, bit for bit.
      </p>
    </footer>
  );
}
