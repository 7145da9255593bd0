/** A sample table that travels with the page and is fetched when chosen. */
export interface Dataset {
  name: string;
  title: string;
  /** Relative to the page. */
  url: string;
  /** Column with the classes. */
  target: string;
  rows: number;
  /** Columns besides the target. */
  features: number;
  classes: number;
  /** What it is about, one sentence. */
  about: string;
  /** Where it comes from, one sentence. */
  source: string;
  /** One sentence. */
  licence: string;
}

/** A 2-D data set that the engine generates. */
export interface Toy {
  name: string;
  title: string;
  about: string;
}

const licence = "CC BY 4.0, as listed by the UCI Machine Learning Repository.";

export const datasets: readonly Dataset[] = [
  {
    name: "iris",
    title: "Iris",
    url: "datasets/iris.csv",
    target: "species",
    rows: 150,
    features: 4,
    classes: 3,
    about: "Three species of iris, told apart by the length and width of their sepals and petals.",
    source: "R. A. Fisher (1936), UCI “Iris”; two rows follow Fisher's paper where UCI's file differs.",
    licence,
  },
  {
    name: "wine",
    title: "Wine",
    url: "datasets/wine.csv",
    target: "cultivar",
    rows: 178,
    features: 13,
    classes: 3,
    about: "Wines of three cultivars from one region, told apart by their chemistry.",
    source: "M. Forina et al., UCI “Wine”.",
    licence,
  },
  {
    name: "breast_cancer",
    title: "Breast cancer",
    url: "datasets/breast_cancer.csv",
    target: "diagnosis",
    rows: 569,
    features: 30,
    classes: 2,
    about: "Malignant and benign tumours, told apart by measurements of cell nuclei in an image.",
    source: "W. H. Wolberg, W. N. Street and O. L. Mangasarian, UCI “Breast Cancer Wisconsin (Diagnostic)”.",
    licence,
  },
  {
    name: "digits",
    title: "Handwritten digits",
    url: "datasets/digits.csv",
    target: "digit",
    rows: 1797,
    features: 64,
    classes: 10,
    about: "Handwritten digits as 8 × 8 pixels of 0 to 16.",
    source: "E. Alpaydin and C. Kaynak, UCI “Optical Recognition of Handwritten Digits”, its test part.",
    licence,
  },
];

export const toys: readonly Toy[] = [
  { name: "spiral", title: "Spiral", about: "Two arms that wind around each other: hard for small networks." },
  { name: "circles", title: "Circles", about: "A disc inside a ring: no straight line separates them." },
  {
    name: "xor",
    title: "Exclusive or",
    about: "Opposite quadrants belong together: the smallest task that needs a hidden layer.",
  },
  { name: "moons", title: "Moons", about: "Two half moons that reach into each other." },
  { name: "gaussians", title: "Gaussians", about: "Two clouds: a straight line separates them nearly." },
];

export function findDataset(name: string): Dataset | undefined {
  return datasets.find((dataset) => dataset.name === name);
}
