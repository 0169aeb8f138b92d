import type { HandbookEntry } from "../entry.ts";
import { siBrochure } from "../references.ts";

export const lensEquation: HandbookEntry = {
  id: "physics/lens-equation",
  title: "Thin lenses",
  domain: "physics",
  keywords: ["focal length", "image distance", "magnification", "converging lens", "diverging lens", "optics"],
  paragraphs: [
    "A thin lens bends light so that parallel rays meet at, or seem to come from, its focal point. Its focal length " +
      "f is positive for a converging and negative for a diverging lens. An object at the distance u in front of the " +
      "lens has an image at the distance v behind it. All distances are measured from the lens along its axis.",
    "The thin-lens equation joins the three lengths: 1/f = 1/u + 1/v, hence v = 1/(1/f - 1/u). A positive v is a " +
      "real image behind the lens, which can be caught on a screen. A negative v is a virtual image on the side of " +
      "the object. A diverging lens gives only virtual images of real objects.",
    "The lateral magnification is -v/u; its size |v|/u tells how many times the image is as tall as the object, and " +
      "a negative sign means that the image is upside down. A converging lens gives a real, inverted image if the " +
      "object is farther away than f, and a magnified, upright virtual image if it is nearer.",
    "With two lenses on one axis the image of the first is the object of the second. If the first image lies at v1 " +
      "behind the first lens and the lenses are a distance s apart, the object distance of the second lens is s - v1. " +
      "If this is negative, the rays converge towards a point behind the second lens, a virtual object, and the same " +
      "equation holds.",
    "Worked example: an object 2.0 cm tall stands 30 cm in front of a converging lens with f = 10 cm. 1/v = 1/10 - " +
      "1/30 = 1/15, so the image is 15 cm behind the lens. Its size is 2.0 cm × 15/30 = 1.0 cm, and it is inverted.",
    "Common mistakes are to forget the last reciprocal, to add the reciprocals of f and u instead of subtracting, " +
      "to subtract the lengths themselves, to turn the magnification upside down, and to use the distance between two " +
      "lenses as the object distance of the second.",
  ],
  references: [
    {
      title: "University Physics Volume 3",
      publisher: "OpenStax",
      year: 2016,
      url: "https://openstax.org/details/books/university-physics-volume-3",
    },
    siBrochure,
  ],
};
