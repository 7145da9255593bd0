/** What can be loaded by name. */
export const datasets = [
  { name: "iris", label: "Iris: 150 flowers, 3 species", title: "Iris" },
  { name: "wine", label: "Wine: 178 wines, 3 cultivars", title: "Wine" },
  { name: "breast_cancer", label: "Breast cancer: 569 biopsies, 2 diagnoses", title: "Breast cancer" },
  { name: "digits", label: "Digits: 1,797 pictures of 8 × 8 pixels", title: "Digits" },
] as const;

export const toys = [
  { name: "spiral", label: "Spiral" },
  { name: "circles", label: "Circles" },
  { name: "moons", label: "Moons" },
  { name: "xor", label: "XOR" },
  { name: "gaussians", label: "Gaussians" },
] as const;
