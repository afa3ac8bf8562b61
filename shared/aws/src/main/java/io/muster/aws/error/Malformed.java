package io.muster.aws.error;

import io.muster.domain.error.Category;

/** A body that is not what its queue is for. What it holds is never repeated: it may be anybody's data. */
public interface Malformed extends Categorized {

    @Override
    default Category category() {
        return Category.VALIDATION;
    }

    @Override
    default String code() {
        return "malformed_message";
    }
}
