import type { HandbookEntry } from "../entry.ts";
import { biologyTextbook } from "../references.ts";

export const mendelianGenetics: HandbookEntry = {
  id: "biology/mendelian-genetics",
  title: "Mendelian inheritance",
  domain: "biology",
  keywords: ["dominant", "recessive", "punnett square", "independent assortment", "genotype", "phenotype"],
  paragraphs: [
    "A diploid organism carries two alleles of each gene, one from either parent, and passes on one of them at " +
      "random with probability one half. With complete dominance one dominant allele, written with a capital letter, " +
      "is enough to show the dominant trait; the recessive trait appears only in homozygotes aa.",
    "A Punnett square lists the gametes of one parent against those of the other and shows all offspring genotypes. " +
      "The cross Aa × Aa gives AA, Aa and aa in the ratio 1 : 2 : 1, so 3/4 show the dominant trait. The cross Aa × " +
      "aa gives 1/2 of each trait, and AA × aa only heterozygotes.",
    "In general let x and y be the chances that the two parents pass on the dominant allele: 1 for AA, 1/2 for Aa " +
      "and 0 for aa. The recessive trait has the chance (1 - x)(1 - y), the dominant trait one minus this, and a " +
      "heterozygote x(1 - y) + y(1 - x). These three formulas cover all nine crosses of two parents at one gene.",
    "Genes on different chromosomes assort independently, so the chances of the wanted results at several genes are " +
      "multiplied. The dihybrid cross Aa Bb × Aa Bb gives 3/4 × 3/4 = 9/16 with both dominant traits, hence the ratio " +
      "9 : 3 : 3 : 1. Genes close together on one chromosome are linked and do not follow this rule.",
    "Worked example: of 320 offspring of Aa Bb × Aa bb, how many show the dominant trait of A and the recessive " +
      "trait of B? The chances are 3/4 and 1/2, together 3/8, so 320 × 3/8 = 120 are expected. The number in an " +
      "actual experiment scatters around this expectation.",
    "Common mistakes are to use the ratio 3 : 1 although a parent is homozygous, to add or average chances that " +
      "must be multiplied, to count heterozygotes as showing the recessive trait, and to forget one of the genes. " +
      "Treating every gene by itself first keeps even crosses with four genes short.",
  ],
  references: [biologyTextbook],
};
