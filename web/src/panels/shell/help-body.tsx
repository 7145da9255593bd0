/** What the page is for, in the order in which one would use it. */
export function HelpBody() {
  return (
    <div class="stack">
      <p>
        A glass case for neural networks: train one on your own table, tune it and look inside. Nothing is uploaded; all
        work is done in this page.
      </p>
      <ol class="plain-list">
        <li>
          <strong>Data:</strong> choose a sample, or drop a CSV file anywhere, and say which column to predict.
        </li>
        <li>
          <strong>Network:</strong> add hidden layers and change their units and activations where they are drawn;
          “More” gives a layer dropout, a normalisation or a residual connection.
        </li>
        <li>
          <strong>Train:</strong> the curves grow while the network learns. Pause, take single steps, or start over.
          Loss, schedule, regularisation and early stopping are in the groups below the main options.
        </li>
        <li>
          <strong>Search:</strong> let the computer try many sets of options, and apply the best.
        </li>
        <li>
          <strong>Explain:</strong> see which columns matter, in general and for one row.
        </li>
      </ol>
      <p>
        The eight characters called fingerprint stand for all weights: equal fingerprints mean equal networks, bit for
        bit, in any browser and on the command line.
      </p>
      <p class="small soft">
        Keyboard: Tab moves through everything, arrow keys change numbers, Ctrl+Z undoes and Ctrl+Shift+Z redoes a
        change of the project.
      </p>
    </div>
  );
}
